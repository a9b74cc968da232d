CREATE TABLE IF NOT EXISTS invoice (
    mailbox VARCHAR(200) NOT NULL,
    uid VARCHAR(200) NOT NULL,
    number VARCHAR(50) NOT NULL,
    PRIMARY KEY (mailbox, uid)
);
CREATE TABLE IF NOT EXISTS invoice_item (
    mailbox VARCHAR(200) NOT NULL,
    uid VARCHAR(200) NOT NULL,
    position INT NOT NULL,
    article VARCHAR(200) NOT NULL,
    quantity INT NOT NULL CHECK (quantity > 0),
    price DECIMAL(12, 2) NOT NULL,
    PRIMARY KEY (mailbox, uid, position),
    FOREIGN KEY (mailbox, uid) REFERENCES invoice
);
