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
package io.github.pop3x.client.command;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets are a status line, with its code and perhaps a stamp in it, or a ProtocolException. */
class StatusLineFuzzTest {

    @FuzzTest
    void statusLine(byte[] octets) {
        StatusLineLaws.hold(NaiveAnswers.latin1(octets));
    }
}
