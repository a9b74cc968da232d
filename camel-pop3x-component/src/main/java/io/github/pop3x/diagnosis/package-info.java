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
 * Finds out what is unusual about a server and a maildrop, and recommends an endpoint URI: a program over the client,
 * without Camel.
 *
 * <p>{@link io.github.pop3x.diagnosis.Pop3Diagnosis} is its start, in Java and at the command line; it returns a {@link
 * io.github.pop3x.diagnosis.DiagnosisReport}. It never sends DELE, and no session of it ends by QUIT, so that it changes
 * nothing (RFC 1939 §6). {@link io.github.pop3x.diagnosis.MigrationCheck} reads the URI of an endpoint of camel-mail, says
 * what it becomes here, and contacts nobody. No report shows a secret. Of this project it names {@link io.github.pop3x.client} and its
 * leaves, the reader of header fields and the digest.
 */
package io.github.pop3x.diagnosis;
