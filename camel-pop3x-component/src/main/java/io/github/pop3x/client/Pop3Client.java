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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.wire.Cancellation;

/** Opens sessions. Stateless; see {@link Pop3Session} for what follows. */
public final class Pop3Client {

    private Pop3Client() {}

    /**
     * Opens a session: connects, protects the connection, reads the greeting, logs in. Where the options name several
     * servers the next is tried if one is unreachable or reports a fault of its own ({@code [SYS/TEMP]}), and never
     * because it refused the credentials.
     *
     * @param options where and how
     * @return the session, to be closed
     * @throws Pop3ConnectionException if no session could be opened; the message says what to do
     * @throws Pop3LoginUnsupportedException if the server offers no mechanism that fits; nothing secret was sent
     * @throws Pop3AuthenticationException if the server refused the credentials
     * @throws Pop3CommandException if it refused for another reason, e.g. since the maildrop is locked
     */
    public static Pop3Session open(Pop3ClientOptions options) throws IOException {
        return open(options, new Cancellation());
    }

    /**
     * As {@link #open(Pop3ClientOptions)}, for a session that another thread may end at any time, from the first lookup of
     * a name on.
     *
     * @throws Pop3CancelledException if it was
     */
    public static Pop3Session open(Pop3ClientOptions options, Cancellation cancellation) throws IOException {
        try {
            return openAtOne(options, cancellation);
        } catch (Pop3CancelledException e) {
            throw e;
        } catch (IOException e) {
            if (!cancellation.isCancelled()) {
                throw e;
            }
            Pop3CancelledException cancelled =
                    new Pop3CancelledException(options.servers().get(0).toString(), cancellation.cause());
            cancelled.addSuppressed(e);
            throw cancelled;
        }
    }

    private static Pop3Session openAtOne(Pop3ClientOptions options, Cancellation cancellation) throws IOException {
        return atOneOf(options, server -> {
            Pop3Authorization authorization = new Connector(options, server, cancellation).connect();
            try {
                return authorization.login();
            } catch (IOException | RuntimeException | Error e) {
                authorization.close();
                if (authorization.endedAfter().isEmpty()) {
                    throw e;
                }
            }
            return openWithout(authorization.endedAfter(), options, server, cancellation);
        });
    }

    /** The server hung up when it had refused mechanisms; the others are tried on another connection, once. */
    private static Pop3Session openWithout(
            Set<Claim> refused, Pop3ClientOptions options, ServerAddress server, Cancellation cancellation)
            throws IOException {
        Pop3Authorization authorization = new Connector(options, server, cancellation).connect();
        try {
            return authorization.login(refused);
        } catch (IOException | RuntimeException | Error e) {
            authorization.close();
            throw e;
        }
    }

    /**
     * Connects without logging in.
     *
     * @param options where and how; the credentials are not used
     * @return the connection, to be closed
     * @throws Pop3ConnectionException if it could not be opened; the message says what to do
     * @throws Pop3CommandException if the server greets with a refusal
     */
    public static Pop3Authorization connect(Pop3ClientOptions options) throws IOException {
        return atOneOf(options, server -> new Connector(options, server, new Cancellation()).connect());
    }

    /**
     * Logs in and out again, to check server, protection and credentials. Asks the server, whatever is remembered.
     *
     * @throws IOException as {@link #open}, if they are not
     */
    public static void verify(Pop3ClientOptions options) throws IOException {
        withSession(
                options.toBuilder()
                        .rememberedCapabilities(RememberedCapabilities.NONE)
                        .build(),
                session -> null);
    }

    /**
     * Opens a session for a piece of work. If the work returns, the session is committed: what it marked is removed. If
     * it throws, the session is abandoned and the maildrop is as it was.
     *
     * @param options where and how
     * @param work what to do
     * @return what the work returned
     * @throws Pop3CommandException if the server refused to commit: some or all of what was marked is still there
     */
    public static <T> T withSession(Pop3ClientOptions options, Work<T> work) throws IOException {
        try (Pop3Session session = open(options)) {
            T result = work.with(session);
            session.quit();
            return result;
        }
    }

    private static <T> T atOneOf(Pop3ClientOptions options, Attempt<T> attempt) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (ServerAddress server : options.servers()) {
            try {
                return attempt.at(server);
            } catch (Pop3ConnectionException e) {
                failures.add(e);
            } catch (Pop3CommandException e) {
                if (e.responseCode()
                        .filter(code -> code.isWithin(ResponseCode.SYS_TEMP))
                        .isEmpty()) {
                    throw e;
                }
                failures.add(e);
            }
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        throw noneOf(failures);
    }

    private static Pop3ConnectionException noneOf(List<IOException> failures) {
        String all = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        Pop3ConnectionException none = new Pop3ConnectionException(
                "none of the " + failures.size() + " servers (the host and failoverHosts) could be reached: " + all,
                failures.get(0));
        failures.stream().skip(1).forEach(none::addSuppressed);
        return none;
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T at(ServerAddress server) throws IOException;
    }

    /**
     * Work in a session.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does the work.
         *
         * @throws IOException if it fails; the session is abandoned
         */
        T with(Pop3Session session) throws IOException;
    }
}
