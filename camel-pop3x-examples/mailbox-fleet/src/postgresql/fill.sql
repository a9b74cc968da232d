-- The tables of FleetTables and of the ledger, with :mailboxes mailboxes; the first :histories of them have 140 mails in the
-- ledger each: 20 a day, kept for a week.
CREATE TABLE mailbox (
  task_name VARCHAR(40) DEFAULT 'drain' NOT NULL, task_instance VARCHAR(100) NOT NULL, task_data BYTEA,
  execution_time TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL, picked BOOLEAN DEFAULT FALSE NOT NULL,
  picked_by VARCHAR(50), last_success TIMESTAMP WITH TIME ZONE, last_failure TIMESTAMP WITH TIME ZONE,
  consecutive_failures INT, last_heartbeat TIMESTAMP WITH TIME ZONE, version BIGINT DEFAULT 1 NOT NULL, priority SMALLINT,
  host VARCHAR(255) NOT NULL, port INT NOT NULL, username VARCHAR(255) NOT NULL, secret VARCHAR(255) NOT NULL,
  interval_seconds INT DEFAULT 60 NOT NULL);
INSERT INTO mailbox (task_instance, execution_time, host, port, username, secret, interval_seconds)
  SELECT 'm' || i, now() + random() * interval '1 hour', 'host' || floor(power(random(), 8) * 100000)::int, 995,
    'user' || i || '@example.org', 'secret of ' || i, 3600
  FROM generate_series(1, :mailboxes) i;
ALTER TABLE mailbox ADD PRIMARY KEY (task_name, task_instance);
ALTER TABLE mailbox ADD UNIQUE (host, port, username);
CREATE INDEX mailbox_due ON mailbox (execution_time);
CREATE INDEX mailbox_lease ON mailbox (last_heartbeat);
CREATE INDEX mailbox_picked ON mailbox (picked, host);
CREATE TABLE drained (
  mailbox VARCHAR(100) NOT NULL, worker VARCHAR(50) NOT NULL, began TIMESTAMP WITH TIME ZONE NOT NULL,
  ended TIMESTAMP WITH TIME ZONE NOT NULL, routed INT NOT NULL);
CREATE TABLE mail (mailbox VARCHAR(255) NOT NULL, uid VARCHAR(255) NOT NULL, worker VARCHAR(50) NOT NULL);
CREATE TABLE pop3x_ledger (
  state VARCHAR(16) NOT NULL, delete_wanted SMALLINT NOT NULL, delete_not_before NUMERIC(19) NOT NULL,
  attempts INTEGER NOT NULL, attempted_at NUMERIC(19) NOT NULL, retrieval_failures INTEGER NOT NULL,
  retrieval_failed_at NUMERIC(19) NOT NULL, delivered_at NUMERIC(19) NOT NULL, gone_since NUMERIC(19) NOT NULL,
  fingerprint VARCHAR(64), mailbox VARCHAR(512) NOT NULL, mailbox_key VARCHAR(32) NOT NULL,
  message_key VARCHAR(64) NOT NULL, message_uid VARCHAR(3072) NOT NULL, message_size NUMERIC(19) NOT NULL,
  occurrence INTEGER NOT NULL, PRIMARY KEY (mailbox_key, message_key));
INSERT INTO pop3x_ledger
  SELECT 'CONFIRMED', 1, 0, 1, 1790000000000, 0, 0, 1790000000000, 1790000000000, NULL,
    'user' || m || '@example.org@pop.example.org:995', md5(m::text), md5(m::text) || md5(n::text),
    md5(n::text || m::text), 20000, 0
  FROM generate_series(1, :histories) m, generate_series(1, 140) n;
VACUUM ANALYZE;
