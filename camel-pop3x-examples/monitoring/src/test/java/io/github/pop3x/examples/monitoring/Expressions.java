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
package io.github.pop3x.examples.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The queries of the dashboard and of the alerts, as Prometheus is asked. */
final class Expressions {

    static final Path DASHBOARD = Path.of("dashboard.json");
    static final Path ALERTS = Path.of("alerts.yml");

    private Expressions() {}

    /** Those of the panels, with a value in place of each variable of Grafana. */
    static List<String> ofDashboard() throws IOException, DeserializationException {
        JsonObject dashboard = (JsonObject) Jsoner.deserialize(Files.readString(DASHBOARD));
        List<String> all = new ArrayList<>();
        for (Object panel : (Collection<?>) dashboard.get("panels")) {
            for (Object target : (Collection<?>) ((JsonObject) panel).get("targets")) {
                all.add(((JsonObject) target)
                        .getString("expr")
                        .replace("$__rate_interval", "1m")
                        .replace("$job", ".*")
                        .replace("$mailbox", ".*"));
            }
        }
        return all;
    }

    /** Those of the alerts, by name. */
    @SuppressWarnings("unchecked")
    static Map<String, String> ofAlerts() throws IOException {
        Map<String, Object> rules = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(ALERTS));
        Map<String, String> all = new LinkedHashMap<>();
        for (Map<String, Object> group : (List<Map<String, Object>>) rules.get("groups")) {
            for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
                all.put((String) rule.get("alert"), (String) rule.get("expr"));
            }
        }
        return all;
    }
}
