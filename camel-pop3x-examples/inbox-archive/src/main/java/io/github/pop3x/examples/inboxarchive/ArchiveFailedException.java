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
package io.github.pop3x.examples.inboxarchive;

import io.github.pop3x.client.Pop3Exception;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.util.URISupport;

/**
 * The run failed; the message is one readable line for the user, without secrets. It carries neither a cause nor a
 * stack trace, since the user sees it as it is.
 */
final class ArchiveFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param sentence what went wrong and what to do, without secrets; control characters in it are replaced
     */
    ArchiveFailedException(String sentence) {
        super(DisplayText.safe(sentence), null, false, false);
    }

    /** Says what a failure, as Camel wrapped it, is about. */
    static ArchiveFailedException of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof Pop3Exception)) {
            cause = cause.getCause();
        }
        return new ArchiveFailedException(sentence(cause));
    }

    private static String sentence(Throwable cause) {
        if (cause instanceof Pop3Exception || cause instanceof ResolveEndpointFailedException) {
            return cause.getMessage();
        }
        // Some others quote the endpoint's URI as it is, password and all.
        String message = URISupport.sanitizeUri(String.valueOf(cause.getMessage()));
        boolean speaks = cause instanceof IllegalArgumentException || cause instanceof IllegalStateException;
        return speaks ? message : cause.getClass().getSimpleName() + ": " + message;
    }
}
