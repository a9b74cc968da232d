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
package io.github.pop3x.mime;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;

/**
 * Several texts one after another, with a line break between two of them, each without its byte order mark. Each is opened
 * when the one before was closed. For one thread.
 */
final class JoinedReader extends Reader {

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final String LINE_BREAK = "\r\n";

    private final Iterator<Source> texts;
    private Reader present;
    private boolean atStart;
    private int lineBreak = LINE_BREAK.length();

    /** One of the texts. */
    @FunctionalInterface
    interface Source {

        /** Opens it from its start. */
        Reader open() throws IOException;
    }

    JoinedReader(List<Source> texts) {
        this.texts = texts.iterator();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (present != null || texts.hasNext()) {
            if (present == null) {
                present = texts.next().open();
                atStart = true;
            }
            if (lineBreak < LINE_BREAK.length()) {
                target[offset] = LINE_BREAK.charAt(lineBreak++);
                return 1;
            }
            int count = present.read(target, offset, length);
            if (count > 0 && atStart && target[offset] == BYTE_ORDER_MARK) {
                count--;
                System.arraycopy(target, offset + 1, target, offset, count);
            }
            atStart &= count < 0;
            if (count > 0) {
                return count;
            }
            if (count < 0) {
                close();
                lineBreak = texts.hasNext() ? 0 : lineBreak;
            }
        }
        return -1;
    }

    /** Closes the text that is being read. */
    @Override
    public void close() throws IOException {
        if (present != null) {
            Reader done = present;
            present = null;
            done.close();
        }
    }
}
