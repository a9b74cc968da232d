/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
 * an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
 * specific language governing permissions and limitations under the License.
 */
package io.github.pop3x.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What becomes of each option of a {@code pop3:} endpoint of camel-mail 4.18. The page on moving in has the same, in a table. */
final class CamelMailOptions {

    /** Those that are the same here, with the same values. */
    private static final String SAME = """
            backoffErrorThreshold backoffIdleThreshold backoffMultiplier bridgeErrorHandler delay
            exceptionHandler exchangePattern failOnDuplicateFileAttachment greedy
            handleDuplicateAttachmentNames generateMissingAttachmentNames initialDelay
            lazyStartProducer pollStrategy repeatCount runLoggingLevel scheduledExecutorService
            scheduler schedulerProperties sendEmptyMessageWhenIdle sslContextParameters
            startScheduler timeUnit useFixedDelay username mimeDecodeHeaders decodeFilename
            """;

    /** Those of producers. */
    private static final String SENDING = """
            alternativeBodyHeader attachmentsContentTransferEncodingResolver bcc cc contentType
            contentTypeResolver from javaMailSender replyTo subject to useInlineAttachments
            """;

    /** Orders that there are here, by what camel-mail sorts by. */
    private static final Map<String, String> ORDERS = Map.of(
            "date",
            "oldest",
            "arrival",
            "oldest",
            "reverse,date",
            "newest",
            "reverse,arrival",
            "newest",
            "size",
            "smallest");

    private static final Map<String, Rule> RULES = new TreeMap<>();

    /** What becomes of one option. */
    @FunctionalInterface
    private interface Rule {
        /** @param all options of the old endpoint */
        void move(String name, String value, Map<String, String> all, MigrationDraft draft);
    }

    static {
        for (String same : words(SAME)) {
            RULES.put(same, (name, value, all, draft) -> draft.set(name, value));
        }
        RULES.put("password", (name, value, all, draft) -> draft.setSecret(name, value));
        same(
                "connectionTimeout",
                "It bounds TLS and the greeting as well. The option readTimeout, 60 seconds unless set,"
                        + " bounds each wait after that.");
        same("headerFilterStrategy", "It decides which fields of a mail become headers.");
        RULES.put("delete", (name, value, all, draft) -> {
            draft.set(name, value);
            if (!value.equals("false")) {
                draft.changed(
                        name,
                        "A mail is deleted when its route has completed, wherever that is, and the server has"
                                + " answered QUIT. A failed route keeps it, and so does the header CamelPop3xDelete with false.");
            }
        });
        RULES.put("mapMailMessage", (name, value, all, draft) -> {
            draft.set(name, value);
            if (value.equals("false")) {
                draft.changed(
                        name,
                        "The body is the octets of the mail and not a MimeMessage. getBody(MimeMessage.class)"
                                + " makes one of them.");
            }
        });
        RULES.put("maxMessagesPerPoll", (name, value, all, draft) -> {
            if (isNumber(all.get("fetchSize"))) {
                draft.leftOut(name, "fetchSize goes before it in camel-mail.");
            } else if (value.startsWith("-")) {
                draft.leftOut(name, "There is no limit by default.");
            } else {
                draft.set(name, value);
            }
        });
        RULES.put("fetchSize", (name, value, all, draft) -> {
            if (value.equals("0")) {
                draft.toDo(
                        name,
                        "With 0 camel-mail reads no mail at all. Here maxMessagesPerPoll=0 is no limit, so it is not"
                                + " carried over: set autoStartup to false on the route.");
            } else if (isNumber(value)) {
                draft.set("maxMessagesPerPoll", value);
                draft.changed(name, "It is called maxMessagesPerPoll.");
            } else {
                draft.leftOut(name, "There is no limit by default.");
            }
        });
        RULES.put("closeFolder", (name, value, all, draft) -> {
            if (value.equals("false")) {
                draft.set("releaseOnCompletion", "false");
                draft.changed(
                        name,
                        "No session is kept open. releaseOnCompletion=false keeps large mails readable after their"
                                + " routes; small ones are in any case.");
            } else {
                draft.leftOut(name, "Each poll is a session of its own.");
            }
        });
        RULES.put("idempotentRepository", (name, value, all, draft) -> {
            draft.set(name, value);
            if (all.containsKey("mailUidGenerator")) {
                return;
            }
            draft.set("idempotentKey", "camelMail");
            draft.changed(
                    name,
                    "A key is added when the route has completed, and stays. idempotentKey=camelMail finds what"
                            + " camel-mail has added and kept, with idempotentRepositoryRemoveOnCommit=false.");
        });
        RULES.put("idempotentRepositoryRemoveOnCommit", (name, value, all, draft) -> {
            if (value.equals("false")) {
                draft.leftOut(name, "Keys stay in any case.");
            } else {
                draft.changed(
                        name,
                        "Keys stay. If the repository is to know mails in flight only, for several processes, make"
                                + " it the inProgressRepository.");
            }
        });
        RULES.put(
                "mailUidGenerator",
                (name, value, all, draft) -> draft.toDo(
                        name,
                        "Make its key with idempotentKey: an"
                                + " expression over the header, or a bean of type org.apache.camel.Expression."));
        RULES.put("searchTerm", (name, value, all, draft) -> {
            draft.set(name, value);
            draft.changed(
                    name,
                    "A bean of type SearchTerm is asked of the header alone, and refused at start if it needs"
                            + " more." + CamelMailMeanings.BY_HEADER);
        });
        RULES.put("sortTerm", (name, value, all, draft) -> {
            if (ORDERS.containsKey(value)) {
                draft.set("order", ORDERS.get(value));
                draft.changed(
                        name,
                        "It is called order, and goes by the listing: oldest and newest are places in the mailbox"
                                + " and not the field Date.");
            } else {
                draft.toDo(
                        name,
                        "There are order=oldest, newest and smallest. For another order put resequence into the"
                                + " route, such as resequence(header(\"Subject\")).batch().");
            }
        });
        RULES.put(
                "authenticator",
                (name, value, all, draft) -> draft.toDo(
                        name,
                        "Make it a CredentialsProvider, whose"
                                + " credentials() returns Credentials.of(user, password), and refer to it by credentialsProvider. username may"
                                + " be left out."));
        RULES.put(
                "binding",
                (name, value, all, draft) -> draft.toDo(
                        name,
                        "A MailBinding does not fit. Make it a Pop3xBinding,"
                                + " an interface of one method, and refer to it by binding."));
        RULES.put(
                "handleFailedMessage",
                (name, value, all, draft) -> draft.changed(
                        name,
                        "A mail that cannot be retrieved is"
                                + " reported to the exceptionHandler, or to the route with bridgeErrorHandler=true, in any case."));
        RULES.put(
                "skipFailedMessage",
                (name, value, all, draft) -> draft.changed(
                        name,
                        "A mail that cannot be retrieved is"
                                + " reported, stays, and is tried again later; the others go on in any case."));
        RULES.put(
                "postProcessAction",
                (name, value, all, draft) -> draft.toDo(
                        name,
                        "Deleting is all that POP3 can do after a"
                                + " poll: use delete, or the header CamelPop3xDelete. For anything else listen to the events of the poll."));
        RULES.put("debugMode", (name, value, all, draft) -> {
            if (value.equals("false")) {
                draft.leftOut(name, "Nothing is logged by default.");
            } else {
                draft.set("transcript", "commands");
                draft.changed(
                        name,
                        "transcript=commands logs the dialogue to the category io.github.pop3x.wire, with secrets"
                                + " masked.");
            }
        });
        RULES.put("folderName", (name, value, all, draft) -> {
            if (value.equalsIgnoreCase("INBOX")) {
                draft.leftOut(name, "A POP3 mailbox has one folder.");
            } else {
                draft.toDo(
                        name,
                        "A POP3 mailbox has one folder, INBOX, and no other one was ever read. For folders use imap:"
                                + " of camel-mail.");
            }
        });
        RULES.put(
                "session",
                (name, value, all, draft) -> draft.toDo(
                        name,
                        "No session of Jakarta Mail is used: set what its"
                                + " properties say by options. The page on moving in has them one by one."));
        for (String bean : List.of("javaMailProperties", "additionalJavaMailProperties")) {
            RULES.put(
                    bean,
                    (name, value, all, draft) -> draft.toDo(
                            name,
                            "Set what the properties say by options. The page on"
                                    + " moving in has them one by one; write them into the URI as mail.pop3.… to have them checked here."));
        }
        leftOut("It is for IMAP.", "peek", "copyTo", "moveTo");
        leftOut("POP3 has no flags; the ledger knows what was routed.", "unseen");
        leftOut("Each poll is a session of its own and ends it.", "disconnect");
        leftOut("The scheme says what is spoken.", "ignoreUriScheme");
        leftOut("No unknown charset fails a mail.", "ignoreUnsupportedCharset");
        leftOut("It is for sending: stay with smtp: of camel-mail for that.", words(SENDING));
    }

    private CamelMailOptions() {}

    private static String[] words(String text) {
        return text.strip().split("\\s+");
    }

    private static void same(String option, String meaning) {
        RULES.put(option, (name, value, all, draft) -> {
            draft.set(name, value);
            draft.changed(name, meaning);
        });
    }

    private static void leftOut(String why, String... options) {
        for (String option : options) {
            RULES.put(option, (name, value, all, draft) -> draft.leftOut(name, why));
        }
    }

    private static boolean isNumber(String value) {
        return value != null && value.matches("[0-9]{1,9}");
    }

    /** The names of all of them. */
    static Set<String> names() {
        return Set.copyOf(RULES.keySet());
    }

    /**
     * Moves one option.
     *
     * @param all options of the old endpoint
     * @return false if camel-mail has none of that name
     */
    static boolean move(String name, String value, Map<String, String> all, MigrationDraft draft) {
        if (name.startsWith("searchTerm.")) {
            return CamelMailMeanings.term(name, value, draft);
        }
        if (name.startsWith("scheduler.") || name.startsWith("schedulerProperties.")) {
            draft.set(name, value);
            return true;
        }
        Rule rule = RULES.get(name);
        if (rule != null) {
            rule.move(name, value, all, draft);
        }
        return rule != null;
    }
}
