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
 * The commands of POP3: their names, the states in which they are legal, and the meaning of their answers.
 *
 * <p>Nothing here reads a socket. A {@link io.github.pop3x.client.command.Command} is an immutable value that a single call and
 * a pipeline take alike. Parsers report malformed text as {@link java.net.ProtocolException}, with what was expected and what
 * was found. All values are immutable and safe for any thread.
 */
package io.github.pop3x.client.command;
