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
package io.github.pop3x.testing.route;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.pop3x.Pop3xDevConsole;
import io.github.pop3x.Pop3xEvent;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.util.json.JsonObject;

/** All that an operator can see of a route: console, JMX, health, events. */
public final class OperatorView {

    private final PolledRoute route;
    private final List<Pop3xEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    public OperatorView(PolledRoute route) throws Exception {
        this.route = route;
        EventNotifierSupport notifier = new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof Pop3xEvent ours) {
                    events.add(ours);
                }
            }
        };
        notifier.start();
        route.context().getManagementStrategy().addEventNotifier(notifier);
    }

    private DevConsole console() {
        Pop3xDevConsole console = new Pop3xDevConsole();
        console.setCamelContext(route.context());
        return console;
    }

    /** With the last dialogue, which is where a secret might be. */
    public String text() {
        return (String) console().call(DevConsole.MediaType.TEXT, Map.of(Pop3xDevConsole.DIALOGUE, "true"));
    }

    @SuppressWarnings("unchecked")
    public String json() {
        Map<String, Object> options = Map.of(Pop3xDevConsole.DIALOGUE, "true");
        return new JsonObject((Map<String, Object>) console().call(DevConsole.MediaType.JSON, options)).toJson();
    }

    public ObjectName bean() throws Exception {
        String name = "org.apache.camel:context=" + route.context().getManagementName() + ",type=consumers,*";
        return beans.queryNames(new ObjectName(name), null).iterator().next();
    }

    public Object invoke(String operation, String... arguments) throws Exception {
        String[] types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        return beans.invoke(bean(), operation, arguments, types);
    }

    /** The attributes of the consumer's bean, by name. */
    public Map<String, Object> jmx() throws Exception {
        String[] names = Arrays.stream(beans.getMBeanInfo(bean()).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        Map<String, Object> values = new TreeMap<>();
        for (Attribute attribute : beans.getAttributes(bean(), names).asList()) {
            values.put(attribute.getName(), attribute.getValue());
        }
        return values;
    }

    public HealthCheck.Result health() {
        return route.consumer().getHealthCheck().call(Map.of());
    }

    public String healthText() {
        HealthCheck.Result result = health();
        return result.getState() + " " + result.getMessage().orElse("") + " "
                + result.getError().map(Throwable::toString).orElse("") + " " + new TreeMap<>(result.getDetails());
    }

    public List<String> events() {
        synchronized (events) {
            return events.stream().map(Pop3xEvent::toString).toList();
        }
    }

    /** Everything at once. */
    public String all() throws Exception {
        return String.join(
                "\n",
                text(),
                json(),
                jmx().toString(),
                healthText(),
                events().toString(),
                (String) invoke("lastDialogue"),
                route.reports().toString());
    }
}
