import { drawChart, makeChart } from "./chart.js";

const EVERY = 2000;
const SAMPLES = 150;
const CHARTS = [
    { title: "delivered", growth: true, alarm: false },
    { title: "failed", growth: true, alarm: true },
    { title: "on the way", growth: false, alarm: false },
];
const OPERATIONS = {
    pollNow: {
        word: "Poll now",
        consequence: "The mailbox is polled at once, unless a poll goes on or the server is to be left alone.",
    },
    retryNow: {
        word: "Close breaker",
        consequence: "The breaker is closed, no waiting time counts any more, and the mailbox is polled at once. Do this "
            + "once the cause is mended: some servers lock an account after several refused logins.",
    },
    releaseInFlight: {
        word: "Release",
        consequence: "The message is offered again, as if its route had failed. If the route does go on, the message is "
            + "routed twice.",
    },
    forget: {
        word: "Forget",
        consequence: "What is recorded of the message is forgotten. If it is still on the server, it is routed as a new one.",
    },
};

const byId = id => document.getElementById(id);
const cards = new Map();
let clockOffset = 0;

/** What a mailbox is like: a colour by name, and words that say the same. */
function stateOf(box) {
    if (box.error) {
        return ["bad", "does not start"];
    }
    if (box.status !== "Started") {
        return ["off", box.status.toLowerCase()];
    }
    if (box.breaker === "open") {
        return ["bad", "breaker open"];
    }
    if (box.trouble !== "none") {
        const reason = box.trouble.split(":")[0];
        return [reason === "unreachable" || reason === "broken" ? "bad" : "wait", reason];
    }
    if (box.exhausted.length > 0) {
        return ["wait", "messages given up"];
    }
    if (box.waitingForRetry.length > 0) {
        return ["wait", "messages failed"];
    }
    if (box.lastPoll === "") {
        return ["off", "not polled yet"];
    }
    return box.pollingSince === "" ? ["well", "well"] : ["busy", "polling"];
}

function duration(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    if (whole < 60) {
        return `${whole} s`;
    }
    return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s`
        : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

/** Seconds from now to a time, by the server's clock. */
const secondsUntil = time => (Date.parse(time) - Date.now() - clockOffset) / 1000;
const until = time => secondsUntil(time) <= 0 ? "now" : `in ${duration(secondsUntil(time))}`;
const ago = time => `${duration(-secondsUntil(time))} ago`;

function facts(box) {
    const shown = [
        ["Poll", box.pollingSince ? `going on for ${duration(-secondsUntil(box.pollingSince))}`
            : box.lastPoll ? `ended ${ago(box.lastPoll)}` : "none yet"],
        ["Next poll", box.nextPoll ? until(box.nextPoll) : box.pollingSince ? "after this one" : "not known"],
        ["Ledger", `${box.ledger}, ${box.ledgerEntries.toLocaleString()} messages`],
        ["Messages", `${box.retrieved.toLocaleString()} retrieved, ${box.deleted.toLocaleString()} deleted`],
    ];
    if (box.deleteUnconfirmed > 0) {
        shown.push(["Not confirmed", `${box.deleteUnconfirmed.toLocaleString()} deletions at first`]);
    }
    if (box.stepDowns.length > 0) {
        shown.push(["Stepped down", box.stepDowns.join("; ")]);
    }
    return shown;
}

/** Brings the children of an element in line with items by key, so that what has the focus stays where it is. */
function sync(parent, items, keyOf, make, update) {
    const known = new Map([...parent.children].map(child => [child.dataset.key, child]));
    let last = null;
    for (const item of items) {
        const key = keyOf(item);
        let child = known.get(key);
        known.delete(key);
        if (!child) {
            child = make(item);
            child.dataset.key = key;
        }
        const place = last ? last.nextSibling : parent.firstChild;
        if (place !== child) {
            parent.insertBefore(child, place);
        }
        update(child, item);
        last = child;
    }
    known.forEach(child => child.remove());
}

function makeRow(route, operation, uid) {
    const row = document.createElement("li");
    const what = document.createElement("span");
    what.className = "what";
    const button = document.createElement("button");
    button.textContent = OPERATIONS[operation].word;
    button.setAttribute("aria-label", `${OPERATIONS[operation].word} message ${uid}`);
    button.addEventListener("click", () => operate(route, operation, uid));
    row.append(what, button);
    return row;
}

function showMessages(card, box, name, list, operation, words) {
    const section = card.querySelector(`.${name}`);
    section.hidden = box[list].length === 0;
    sync(section.querySelector("ul"), box[list], item => item.uid,
        item => makeRow(box.route, operation, item.uid),
        (row, item) => { row.querySelector(".what").textContent = `Message ${item.uid}, ${words(item)}`; });
    const more = box[`${list}LeftOut`];
    section.querySelector(".more").textContent = more > 0 ? `and ${more.toLocaleString()} more` : "";
}

function makeCard(box) {
    const card = byId("mailbox").content.firstElementChild.cloneNode(true);
    card.querySelector(".charts").append(...CHARTS.map(chart => makeChart(chart.title)));
    card.querySelector(".poll").addEventListener("click", () => operate(box.route, "pollNow"));
    card.querySelector(".retry").addEventListener("click", () => operate(box.route, "retryNow"));
    card.querySelector(".talk").addEventListener("click", () => toggleDialogue(card, box.route));
    cards.set(box.route, card);
    return card;
}

function updateCard(card, box) {
    const [state, word] = stateOf(box);
    card.dataset.state = state;
    card.dataset.route = box.route;
    card.querySelector(".name").textContent = box.route;
    card.querySelector(".word").textContent = word;
    card.querySelector(".where").textContent = box.mailbox;
    card.querySelector(".trouble").textContent = box.error || (box.trouble === "none" ? "" : box.trouble);
    card.querySelector(".outcome").textContent = box.lastOutcome;
    card.querySelector(".retry").disabled = box.trouble === "none";
    CHARTS.forEach((chart, i) => drawChart(card.querySelectorAll(".chart")[i],
        box.history.map(sample => sample[i]), SAMPLES, chart.growth, chart.alarm));
    sync(card.querySelector(".facts"), facts(box).flatMap(([name, value]) => [["dt", name, name], ["dd", name, value]]),
        item => item[0] + item[1], item => document.createElement(item[0]),
        (child, item) => { child.textContent = item[2]; });
    showMessages(card, box, "in-flight", "inFlight", "releaseInFlight",
        item => `attempt ${item.attempts}, for ${duration(item.seconds)}`);
    showMessages(card, box, "waiting", "waitingForRetry", "forget",
        item => `failed ${item.attempts + item.retrievalFailures} times, ${until(item.until)}`);
    showMessages(card, box, "exhausted", "exhausted", "forget",
        item => `failed ${item.attempts} times, ${ago(item.last)}`);
}

function summarize(boxes) {
    const count = { well: 0, busy: 0, wait: 0, bad: 0, off: 0 };
    boxes.forEach(box => { count[stateOf(box)[0]] += 1; });
    const words = [`${boxes.length} mailboxes`];
    if (count.bad > 0) {
        words.push(`${count.bad} in trouble`);
    }
    if (count.wait > 0) {
        words.push(`${count.wait} to look at`);
    }
    if (words.length === 1) {
        words.push("nothing to do");
    }
    const text = words.join(", ");
    if (byId("summary").textContent !== text) {
        byId("summary").textContent = text;
    }
    document.title = count.bad > 0 ? `(${count.bad}) Mailboxes` : "Mailboxes";
}

async function request(address, options) {
    const response = await fetch(address, options);
    const answer = await response.json();
    if (!response.ok) {
        throw new Error(answer.error);
    }
    return answer;
}

async function refresh() {
    try {
        const answer = await request("api/mailboxes");
        clockOffset = Date.parse(answer.now) - Date.now();
        sync(byId("mailboxes"), answer.consumers, box => box.route, makeCard, updateCard);
        summarize(answer.consumers);
    } catch (failure) {
        byId("summary").textContent = `The program does not answer: ${failure.message}`;
    }
}

function confirmed(route, operation, uid) {
    const dialog = byId("confirmation");
    byId("question").textContent = `${OPERATIONS[operation].word}: ${uid ? `message ${uid} of ${route}` : route}`;
    byId("consequence").textContent = OPERATIONS[operation].consequence;
    byId("confirm").textContent = OPERATIONS[operation].word;
    dialog.returnValue = "no";
    dialog.showModal();
    return new Promise(resolve => {
        dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    });
}

async function operate(route, operation, uid) {
    if (!await confirmed(route, operation, uid)) {
        return;
    }
    const answer = cards.get(route).querySelector(".answer");
    try {
        const done = await request(`api/operations/${operation}`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-Mailbox-Monitor": "1" },
            body: JSON.stringify(uid ? { route, uid } : { route }),
        });
        answer.textContent = uid && done.messages === 0
            ? `${OPERATIONS[operation].word}: message ${uid} is not there any more`
            : `${OPERATIONS[operation].word}: done`;
    } catch (failure) {
        answer.textContent = `${OPERATIONS[operation].word}: ${failure.message}`;
    }
    await refresh();
}

async function toggleDialogue(card, route) {
    const shown = card.querySelector(".dialogue");
    const button = card.querySelector(".talk");
    if (shown.hidden) {
        try {
            const { lines } = await request(`api/dialogue?route=${encodeURIComponent(route)}`);
            shown.textContent = lines.length === 0 ? "There was no session yet." : lines.join("\n");
        } catch (failure) {
            shown.textContent = failure.message;
        }
    }
    shown.hidden = !shown.hidden;
    button.setAttribute("aria-expanded", String(!shown.hidden));
}

setInterval(() => {
    if (byId("live").checked && !document.hidden) {
        refresh();
    }
}, EVERY);
refresh();
