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
package io.github.pop3x.client;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.client.command.Greeting;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.RefusalMeaning;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.command.ScanListing;
import io.github.pop3x.client.command.UniqueIdListing;

/**
 * What there is in a maildrop, and what its server can do: believed where it is announced, tried once where it is not,
 * and remembered for the session.
 */
final class ServerFeatures {

    private final Pop3Pipeline pipeline;
    private final Greeting greeting;
    private final ClaimsOfServer claims;
    private final Runnable pipeliningIsNotConfirmed;
    private final Map<Keyword, Boolean> proven = new EnumMap<>(Keyword.class);
    private Capabilities capabilities;
    /** Capabilities may differ after the login (RFC 2449 §5); asked for again together with the first listing. */
    private boolean capabilitiesDue;

    ServerFeatures(
            Pop3Pipeline pipeline,
            Greeting greeting,
            Capabilities beforeLogin,
            ClaimsOfServer claims,
            Runnable pipeliningIsNotConfirmed) {
        this.pipeline = pipeline;
        this.greeting = greeting;
        this.capabilities = beforeLogin;
        this.claims = claims;
        this.pipeliningIsNotConfirmed = pipeliningIsNotConfirmed;
        this.capabilitiesDue =
                beforeLogin.source() == Capabilities.Source.CAPA && claims.isBelieved(Claim.CAPA_AFTER_LOGIN);
    }

    Capabilities capabilities() throws IOException {
        if (capabilitiesDue) {
            learn(pipeline.withoutMessages().add(Commands.capa()));
        }
        return capabilities;
    }

    /** What is known so far; nothing is asked for it. */
    Capabilities known() {
        return capabilities;
    }

    private void learn(PendingReply<Capabilities> answer) throws IOException {
        try {
            Capabilities announced = answer.get();
            claims.kept(Claim.CAPA_AFTER_LOGIN);
            if (capabilities.hasPipelining() && !announced.hasPipelining()) {
                pipeliningIsNotConfirmed.run();
            }
            capabilities = greeting.apopStamp().isPresent() ? announced.withApop() : announced;
            capabilitiesDue = false;
        } catch (Pop3CommandException onlyBeforeLogin) {
            // RFC 2449 §5 wants CAPA in both states. What a server announced in one is kept for the other.
            capabilitiesDue = false;
        }
    }

    boolean supports(Keyword keyword) throws IOException {
        if (!proven.containsKey(keyword)) {
            proven.put(keyword, capabilities().has(keyword.name()) || works(keyword));
        }
        return proven.get(keyword);
    }

    private boolean works(Keyword keyword) throws IOException {
        return switch (keyword) {
            case STAT, LIST, RETR, DELE, RSET, NOOP, QUIT -> true; // RFC 1939 leaves no choice
            case CAPA -> capabilities.source() == Capabilities.Source.CAPA;
            case UIDL -> uidl().isPresent();
            case TOP -> topWorks();
            case LAST -> last().isPresent();
            default -> false;
        };
    }

    private boolean topWorks() throws IOException {
        ScanListing scan = list();
        if (scan.size() == 0) {
            return false;
        }
        PendingReply<MessageStream> header = pipeline.withoutMessages().top(scan.numberAt(0), 0);
        Optional<MessageStream> answer = unlessLacking(header);
        if (answer.isPresent()) {
            answer.get().close();
        }
        return answer.isPresent();
    }

    DropListing stat() throws IOException {
        return ask(Commands.stat());
    }

    OptionalInt last() throws IOException {
        Optional<Integer> number = unlessLacking(pipeline.withoutMessages().add(Commands.last()));
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }

    ScanListing list() throws IOException {
        return listing(pipeline.withoutMessages().add(Commands.list()));
    }

    private ScanListing listing(PendingReply<ScanListing> answer) throws IOException {
        try {
            return answer.get();
        } catch (Pop3CommandException refused) {
            if (stat().count() == 0) {
                return ScanListing.empty();
            }
            throw refused;
        }
    }

    Optional<UniqueIdListing> uidl() throws IOException {
        pipeline.withoutMessages();
        return lacksUidl() ? Optional.empty() : ids(pipeline.add(Commands.uidl()));
    }

    private boolean lacksUidl() {
        return Boolean.FALSE.equals(proven.get(Keyword.UIDL));
    }

    private Optional<UniqueIdListing> ids(PendingReply<UniqueIdListing> answer) throws IOException {
        Optional<UniqueIdListing> ids = unlessLacking(answer);
        proven.put(Keyword.UIDL, ids.isPresent());
        return ids;
    }

    /** Both listings; with the capabilities, where they are due, in one flight. */
    MaildropListing messages() throws IOException {
        pipeline.withoutMessages();
        PendingReply<Capabilities> capa = capabilitiesDue ? pipeline.add(Commands.capa()) : null;
        PendingReply<UniqueIdListing> ids = lacksUidl() ? null : pipeline.add(Commands.uidl());
        PendingReply<ScanListing> scan = pipeline.add(Commands.list());
        if (capa != null) {
            learn(capa);
        }
        Optional<UniqueIdListing> uniqueIds = ids == null ? Optional.empty() : ids(ids);
        ScanListing listed = listing(scan);
        if (listed.size() == 0) {
            // Some servers refuse to list nothing. That is no lack of ids: no message is without one.
            uniqueIds = Optional.of(UniqueIdListing.empty());
        } else if (ids != null && !pipeline.isLockStep() && isUnexpected(uniqueIds)) {
            uniqueIds = idsAlone();
        }
        return MaildropListing.join(listed, uniqueIds);
    }

    private boolean isUnexpected(Optional<UniqueIdListing> uniqueIds) {
        return uniqueIds.isPresent() ? uniqueIds.get().size() == 0 : capabilities.has(Keyword.UIDL.name());
    }

    /** Ids that do not come in one flight with other commands, and come alone, show that PIPELINING does not work. */
    private Optional<UniqueIdListing> idsAlone() throws IOException {
        Optional<UniqueIdListing> alone = ids(pipeline.add(Commands.uidl()));
        if (alone.isPresent() && alone.get().size() > 0) {
            claims.failed(ServerClaims.Claim.PIPELINING);
            pipeline.oneAtATime();
        }
        return alone;
    }

    private <T> T ask(Command<T> command) throws IOException {
        return pipeline.withoutMessages().add(command).get();
    }

    /** The answer, or nothing where the server refuses: it lacks the command, unless it says that it is in trouble. */
    static <T> Optional<T> unlessLacking(PendingReply<T> answer) throws IOException {
        try {
            return Optional.of(answer.get());
        } catch (Pop3CommandException refused) {
            if (isTrouble(refused)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /** Of a command, "not available" may mean for ever; of the server's own trouble only its code is believed. */
    private static boolean isTrouble(Pop3CommandException refused) {
        RefusalMeaning meaning = refused.meaning();
        return meaning == RefusalMeaning.IN_USE
                || meaning == RefusalMeaning.TOO_SOON
                || refused.responseCode()
                        .filter(code -> code.isWithin(ResponseCode.SYS))
                        .isPresent();
    }
}
