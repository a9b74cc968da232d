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
 * Programs over the client, without Camel. {@link io.github.pop3x.diagnosis.Pop3Diagnosis} finds out what is unusual about a
 * server and recommends an endpoint URI; {@link io.github.pop3x.diagnosis.MigrationCheck} converts the URI of an endpoint of
 * camel-mail, and contacts nobody.
 *
 * <p>Both run in Java and at the command line. The diagnosis returns a {@link io.github.pop3x.diagnosis.DiagnosisReport}. It
 * changes nothing on the server: it never sends DELE, and no session ends by QUIT (RFC 1939 §6). No report shows a secret.
 */
package io.github.pop3x.diagnosis;
