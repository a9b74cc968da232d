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

/**
 * The server lacks what is needed: it works as it says, and cannot do this. A second attempt ends in the same way, until
 * the server or the options are changed.
 */
public class Pop3UnsupportedException extends Pop3Exception {

    private static final long serialVersionUID = 1L;

    private final String server;
    private final String lacking;

    /**
     * @param server host and port, or the mailbox; not null
     * @param lacking what the server lacks, and what it is needed for; not null
     * @param advice what to do; not null
     */
    public Pop3UnsupportedException(String server, String lacking, String advice) {
        super(server + ": " + lacking + ". " + advice, null);
        this.server = server;
        this.lacking = lacking;
    }

    /** Host and port, or the mailbox. */
    public String server() {
        return server;
    }

    /** What the server lacks, and what it is needed for. */
    public String lacking() {
        return lacking;
    }
}
