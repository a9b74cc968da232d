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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What this project logs at INFO and above while it is open. */
public final class CapturedLog extends AbstractAppender implements AutoCloseable {

    private static final String OURS = "io.github.pop3x";

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    private final List<String> names;

    /** What this project logs. */
    public CapturedLog() {
        this(List.of(OURS));
    }

    private CapturedLog(List<String> names) {
        super("log of the day", null, null, true, Property.EMPTY_ARRAY);
        this.names = names;
        start();
        for (String name : names) {
            LoggerConfig captured = new LoggerConfig(name, Level.INFO, false);
            captured.addAppender(this, Level.INFO, null);
            context.getConfiguration().addLogger(name, captured);
        }
        context.updateLoggers();
    }

    /** What this project and Camel log. */
    public static CapturedLog ofAll() {
        return new CapturedLog(List.of(OURS, "org.apache.camel"));
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getLoggerName() + " "
                + event.getMessage().getFormattedMessage());
    }

    /** The lines so far, each with level and logger. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Those that are not of the dialogue. */
    public List<String> told() {
        return lines().stream().filter(line -> !line.contains(OURS + ".wire ")).toList();
    }

    @Override
    public void close() {
        names.forEach(context.getConfiguration()::removeLogger);
        context.updateLoggers();
        stop();
    }
}
