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
package io.github.pop3x.testing.campaign;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import io.github.pop3x.Pop3xBinding;
import io.github.pop3x.Pop3xEvent;
import io.github.pop3x.Pop3xHeaderFilterStrategy;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MemoryLedgerStore;
import io.github.pop3x.testing.route.SilentExceptionHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.Predicate;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** The beans of a mailbox, each of which may throw at any call. */
final class ForeignBeans {

    private final ForeignCode code;
    private final CamelContext context;

    ForeignBeans(ForeignCode code, CamelContext context) {
        this.code = code;
        this.context = context;
    }

    /** An exception whose text is foreign code, too. */
    static final class Talkative extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ForeignCode code;

        Talkative(ForeignCode code) {
            this.code = code;
        }

        @Override
        public String getMessage() {
            code.called("exception.getMessage");
            return "the route fails once";
        }
    }

    /**
     * Makes all beans known that options refer to.
     *
     * @param claims the repository of claims, started
     */
    void bind(IdempotentRepository claims) {
        bind(
                CredentialsProvider.class,
                "credentials",
                () -> Credentials.of(ForeignCodeStory.USER, "s3cret"),
                "credentials",
                "refused");
        bind(Predicate.class, "filter", exchange -> true, "matches");
        bind(Predicate.class, "headerFilter", exchange -> true, "matches");
        bind(Pop3xBinding.class, "binding", (exchange, mail) -> exchange.getIn().setBody("a body"), "bind");
        bind(
                HeaderFilterStrategy.class,
                "headerStrategy",
                new Pop3xHeaderFilterStrategy(),
                "applyFilterToExternalHeaders");
        bind(IdempotentRepository.class, "seen", new MemoryIdempotentRepository(), "add", "contains", "confirm");
        bind(IdempotentRepository.class, "claims", claims, "add", "contains", "remove");
        bind(
                LedgerStore.class,
                "ledger",
                new MemoryLedgerStore(),
                "save",
                "amend",
                "reload",
                "forget",
                "forgetUnchanged",
                "sync");
        bind(
                PollingConsumerPollStrategy.class,
                "pollStrategy",
                new DefaultPollingConsumerPollStrategy(),
                "begin",
                "commit",
                "rollback");
        bind(ExceptionHandler.class, "exceptionHandler", new SilentExceptionHandler(), "handleException");
        context.getManagementStrategy().addEventNotifier(new Notifier());
        context.getExecutorServiceManager().setThreadPoolFactory(new Threads());
    }

    private <T> void bind(Class<T> type, String name, T bean, String... methods) {
        context.getRegistry().bind(name, code.watch(name, type, bean, methods));
    }

    /** Hears of our events only: what Camel does with its own is another matter. */
    private final class Notifier extends EventNotifierSupport {
        @Override
        public boolean isEnabled(CamelEvent event) {
            if (event instanceof Pop3xEvent) {
                code.called("notifier.isEnabled");
            }
            return event instanceof Pop3xEvent;
        }

        @Override
        public void notify(CamelEvent event) {
            code.called("notifier.notify");
        }
    }

    /** Its threads may be unavailable. */
    private final class Threads extends DefaultThreadPoolFactory {
        @Override
        public ExecutorService newCachedThreadPool(ThreadFactory factory) {
            return code.watch("workers", ExecutorService.class, super.newCachedThreadPool(factory), "execute");
        }
    }

    /** The kinds of failures, from exceptions to what the JVM throws when it is at its end. */
    static Map<String, Supplier<Throwable>> failures() {
        Map<String, Supplier<Throwable>> failures = new TreeMap<>();
        failures.put("an exception", () -> new IllegalStateException("DataAccessResourceFailureException"));
        failures.put("OutOfMemoryError", () -> new OutOfMemoryError("unable to create native thread"));
        failures.put("StackOverflowError", StackOverflowError::new);
        failures.put("LinkageError", () -> new NoClassDefFoundError("com/example/Driver"));
        failures.put("AssertionError", () -> new AssertionError("never"));
        return failures;
    }
}
