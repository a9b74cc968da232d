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
package io.github.pop3x.examples.invoicestodatabase;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the application. Without arguments the mailbox is one of its own, with sample mails, and the program ends when they are
 * booked; else the arguments are properties of the application, {@code --mail.uri=pop3xs:mail.example.com} and others, and it
 * runs until it is told to end.
 */
public final class InvoicesToDatabase {

    /** A database that is gone afterwards, and one line for the mail that fails: Camel itself would show the trace. */
    private static final Map<String, Object> DEMONSTRATION =
            Map.of("spring.datasource.url", "jdbc:h2:mem:demonstration", "logging.level.org.apache.camel", "OFF");

    private InvoicesToDatabase() {}

    /**
     * Runs the program.
     *
     * @param arguments nothing, or properties
     * @throws Exception if not all went well, so that Maven tells
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            demonstrate(DEMONSTRATION, System.out);
        } else {
            ConfigurableApplicationContext application =
                    new SpringApplicationBuilder(InvoicesApplication.class).run(arguments);
            application.registerShutdownHook();
        }
    }

    /**
     * Fills a mailbox, and books what is in it.
     *
     * @param settings in place of those in {@code application.properties}
     * @param out for the user
     */
    static void demonstrate(Map<String, Object> settings, PrintStream out) throws Exception {
        try (EmbeddedMailbox mailbox = new EmbeddedMailbox(SampleMails.all());
                ConfigurableApplicationContext application = drain(mailbox, settings)) {
            application.getBean(Invoices.class).shown().forEach(out::println);
            out.println("Left in the mailbox: " + mailbox.count());
        }
    }

    /** Starts the application, and waits until nothing is due in the mailbox. */
    static ConfigurableApplicationContext drain(EmbeddedMailbox mailbox, Map<String, Object> settings)
            throws InterruptedException {
        UntilEmpty untilEmpty = new UntilEmpty();
        Map<String, Object> all = new HashMap<>(mailbox.settings());
        all.computeIfPresent("mail.uri", (name, uri) -> uri + "?pollStrategy=#untilEmpty&greedy=true&initialDelay=0");
        all.putAll(settings);
        ConfigurableApplicationContext application = new SpringApplicationBuilder(InvoicesApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("untilEmpty", untilEmpty))
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        untilEmpty.await();
        return application;
    }
}
