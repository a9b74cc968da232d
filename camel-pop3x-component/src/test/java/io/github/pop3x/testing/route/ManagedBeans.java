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
import java.util.List;

import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.CamelContext;

/** All MBeans of a Camel context, with the values of their attributes. */
public final class ManagedBeans {

    private ManagedBeans() {}

    /** One line for each name and each attribute. */
    public static List<String> of(CamelContext context) throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        List<String> lines = new ArrayList<>();
        String all = "org.apache.camel:context=" + context.getManagementName() + ",*";
        for (ObjectName name : beans.queryNames(new ObjectName(all), null)) {
            lines.add(name.toString());
            String[] attributes = Arrays.stream(beans.getMBeanInfo(name).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            for (Attribute attribute : beans.getAttributes(name, attributes).asList()) {
                lines.add(name.getKeyProperty("type") + " " + attribute);
            }
        }
        return lines;
    }
}
