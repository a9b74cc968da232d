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
package io.github.pop3x.session;

import io.github.pop3x.client.ServerClaims.StepDown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of the log when a server has failed to do what it claims, each with its remedy. */
public final class StepDowns {

    private static final Logger LOG = LoggerFactory.getLogger(StepDowns.class);

    private StepDowns() {}

    /** Reports one, with the option that makes it permanent. */
    public static void tell(StepDown failed) {
        long hours = failed.period().toHours();
        switch (failed.claim().kind()) {
            case CAPA ->
                LOG.warn(
                        "{}: several connections in a row ended at {}. For {} h the server is not asked there what it can do."
                                + " If that is before the login, each message needs a round trip, and a login that"
                                + " needs more than USER or APOP still asks",
                        failed.server(),
                        failed.claim().word(),
                        hours);
            case PIPELINING ->
                LOG.warn(
                        "{}: a session broke while several answers were due, though the server announces PIPELINING."
                                + " For {} h it gets one command at a time. If this recurs, set pipelining=off",
                        failed.server(),
                        hours);
            case WINDOW ->
                LOG.warn(
                        "{}: a session broke while more than 8 KiB of commands were on their way. For {} h the server gets"
                                + " no more than that. If this comes again, set pipelineWindow=8192",
                        failed.server(),
                        hours);
            case APOP ->
                LOG.warn(
                        "{}: the greeting offers APOP, and the server refuses it. For {} h logins use another mechanism,"
                                + " which tls=none allows in clear text. Use TLS, or name the mechanism by authMechanisms",
                        failed.server(),
                        hours);
            case SASL ->
                LOG.warn(
                        "{}: the server announces {}, and a login by it fails. For {} h logins use another mechanism."
                                + " If this recurs, name the mechanism by authMechanisms",
                        failed.server(),
                        failed.claim().word(),
                        hours);
            case UTF8 ->
                LOG.warn(
                        "{}: the server announces UTF8 and fails at it. For {} h sessions do without: the server may"
                                + " send a substitute for mail with UTF-8 in its header. If this recurs, set utf8=off",
                        failed.server(),
                        hours);
            case UIDL ->
                LOG.warn(
                        "{}: the server announces UIDL, and gives no unique ids. For {} h mailboxes without recorded messages"
                                + " use headers instead, which costs a TOP for each message in each session",
                        failed.server(),
                        hours);
            case TOP ->
                LOG.info(
                        "{}: the server has no TOP, so that headerFilter, fetch=headers and oversize=headers retrieve"
                                + " each message whole. If that costs too much, leave them out",
                        failed.server());
        }
    }
}
