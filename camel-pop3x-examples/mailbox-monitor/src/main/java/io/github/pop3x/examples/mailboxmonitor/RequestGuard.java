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
package io.github.pop3x.examples.mailboxmonitor;

import java.util.Set;

import com.sun.net.httpserver.Headers;

/**
 * Decides which requests are the page's own. The page has no login, so that other pages in the same browser must not use
 * it: neither by a request across sites, nor by a host name of theirs that leads to 127.0.0.1 (DNS rebinding).
 */
final class RequestGuard {

    /** A header that a form or a link of another page cannot send; a script of another page would need leave, which nobody gives. */
    static final String HEADER = "X-Mailbox-Monitor";

    private final Set<String> hosts;

    /** @param port that the page is served at */
    RequestGuard(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Tells whether a request may read. */
    boolean mayRead(Headers request) {
        String origin = request.getFirst("Origin");
        return hosts.contains(String.valueOf(request.getFirst("Host"))) && (origin == null || isOurs(origin));
    }

    /** Tells whether a request may start an operation. */
    boolean mayOperate(Headers request) {
        String site = request.getFirst("Sec-Fetch-Site");
        return mayRead(request)
                && request.containsKey(HEADER)
                && (site == null || site.equals("same-origin"))
                && "application/json".equals(request.getFirst("Content-Type"));
    }

    private boolean isOurs(String origin) {
        return origin.startsWith("http://") && hosts.contains(origin.substring("http://".length()));
    }
}
