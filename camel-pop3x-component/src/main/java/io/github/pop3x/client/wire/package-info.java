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
/**
 * Octets on a connection: lines out, lines and dot-terminated bodies in, TLS, time limits and bounds.
 *
 * <p>This package knows no command of POP3, and no secret except a proxy's. A {@link io.github.pop3x.client.wire.Transport} owns
 * the socket. Its {@link io.github.pop3x.client.wire.WireInput} is the only reader, of lines and bodies alike, so that no octet
 * can hide in a second buffer. Malformed input is reported as {@link java.net.ProtocolException}; the client above adds the
 * command. Settings such as {@link io.github.pop3x.client.wire.Reach} are immutable; everything else is for one thread, except
 * {@link io.github.pop3x.client.wire.Transport#close()}.
 */
package io.github.pop3x.client.wire;
