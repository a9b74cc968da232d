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
package io.github.pop3x.exchange;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes failures to an exception handler that may fail itself. Failures are reported in the middle of bookkeeping, which
 * goes on whatever the handler throws; both are logged then. As safe for threads as that handler.
 */
public final class GuardedExceptionHandler implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedExceptionHandler.class);

    private final ExceptionHandler handler;

    /** @param handler gets the failures */
    public GuardedExceptionHandler(ExceptionHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handleException(Throwable exception) {
        guard("A failure", exception, () -> handler.handleException(exception));
    }

    @Override
    public void handleException(String message, Throwable exception) {
        guard(message, exception, () -> handler.handleException(message, exception));
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        guard(message, exception, () -> handler.handleException(message, exchange, exception));
    }

    private static void guard(String message, Throwable exception, Runnable report) {
        try {
            report.run();
        } catch (RuntimeException | Error failed) {
            if (exception != null && failed != exception) {
                failed.addSuppressed(exception);
            }
            LOG.error("{}; and the exception handler failed", message, failed);
        }
    }
}
