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
package io.github.pop3x.testing;

import java.io.IOException;
import java.io.OutputStream;

/** Lets the header of a message pass, the blank line behind it, and some lines of its body (RFC 1939 §7, TOP). */
final class TopOutput extends OutputStream {

    private final OutputStream out;
    private long bodyLines;
    private boolean inBody;
    private int inLine;

    TopOutput(OutputStream out, long bodyLines) {
        this.out = out;
        this.bodyLines = bodyLines;
    }

    @Override
    public void write(int octet) throws IOException {
        if (inBody && bodyLines == 0) {
            return;
        }
        out.write(octet);
        if (octet == '\n') {
            endLine();
        } else if (octet != '\r') {
            inLine++;
        }
    }

    private void endLine() {
        if (inBody) {
            bodyLines--;
        }
        inBody |= inLine == 0;
        inLine = 0;
    }
}
