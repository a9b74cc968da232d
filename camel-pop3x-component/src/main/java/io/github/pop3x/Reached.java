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
package io.github.pop3x;

import java.time.Duration;

import io.github.pop3x.client.TlsMode;

/**
 * The result of a successful login to a mailbox.
 *
 * @param mailbox its name in the ledger
 * @param server host and port of the server that answered
 * @param protection how the connection is protected
 * @param greeting the server's greeting
 * @param roundTrip the time from NOOP to its answer; zero if no NOOP was sent
 */
public record Reached(String mailbox, String server, TlsMode protection, String greeting, Duration roundTrip) {}
