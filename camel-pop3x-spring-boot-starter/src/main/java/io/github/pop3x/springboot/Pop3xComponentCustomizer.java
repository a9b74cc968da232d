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
package io.github.pop3x.springboot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.pop3x.Pop3xComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/**
 * Gives the component of a scheme its options. Only what is set is given: a bean of type {@link Pop3xComponent} keeps its
 * own values otherwise.
 */
final class Pop3xComponentCustomizer implements ComponentCustomizer {

    private static final String PREFIX = "camel.component";
    private static final String CONFIGURATION = "configuration";
    private static final String SSL_BUNDLE = "sslBundle";
    private static final String SSL_CONTEXT_PARAMETERS = "sslContextParameters";

    private final Map<String, Pop3xComponentConfiguration> byScheme;
    private final Supplier<SslBundles> bundles;
    private final Environment environment;

    /**
     * @param byScheme the options, by the name of the component
     * @param bundles gives null if the application has none
     * @param environment tells which of Camel's auto-configurations are switched off
     */
    Pop3xComponentCustomizer(
            Map<String, Pop3xComponentConfiguration> byScheme, Supplier<SslBundles> bundles, Environment environment) {
        this.byScheme = byScheme;
        this.bundles = bundles;
        this.environment = environment;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return target instanceof Pop3xComponent
                && byScheme.containsKey(name)
                && HierarchicalPropertiesEvaluator.evaluate(environment, PREFIX, PREFIX + '.' + name)
                && HierarchicalPropertiesEvaluator.evaluate(
                        environment, PREFIX + ".customizer", PREFIX + '.' + name + ".customizer");
    }

    @Override
    public void configure(String name, Component target) {
        CamelContext context = target.getCamelContext();
        Map<String, Object> options =
                new LinkedHashMap<>(CamelPropertiesHelper.getNonNullProperties(context, byScheme.get(name)));
        options.remove("enabled");
        options.remove("customizer");
        replaceBundle(name, options);
        // The configurer is known once the component is initialized.
        ServiceHelper.initService(target);
        PropertyConfigurer configurer = target.getComponentPropertyConfigurer();
        // The other options go into the configuration: it comes first, or they are lost.
        Object configuration = options.remove(CONFIGURATION);
        if (configuration != null) {
            set(target, configurer, CONFIGURATION, configuration);
        }
        options.forEach((option, value) -> set(target, configurer, option, value));
    }

    private void replaceBundle(String name, Map<String, Object> options) {
        String bundle = (String) options.remove(SSL_BUNDLE);
        if (bundle == null) {
            return;
        }
        String prefix = PREFIX + '.' + name + '.';
        if (options.containsKey(SSL_CONTEXT_PARAMETERS)) {
            throw new IllegalArgumentException(prefix + SSL_BUNDLE + " and " + prefix + SSL_CONTEXT_PARAMETERS
                    + " both say whom to trust." + " Use one of them");
        }
        SslBundles known = bundles.get();
        if (known == null) {
            throw new IllegalArgumentException(
                    prefix + SSL_BUNDLE + " needs SSL bundles, which this application has switched off");
        }
        options.put(SSL_CONTEXT_PARAMETERS, SslBundleParameters.of(known.getBundle(bundle)));
    }

    private static void set(Component target, PropertyConfigurer configurer, String option, Object value) {
        PropertyBindingSupport.build()
                .withConfigurer(configurer)
                .withMandatory(true)
                .bind(target.getCamelContext(), target, option, reference(configurer, option, value));
    }

    /** The text for an object is a reference that Camel knows, or the name of a bean. */
    private static Object reference(PropertyConfigurer configurer, String option, Object value) {
        Class<?> type = ((PropertyConfigurerGetter) configurer).getOptionType(option, false);
        boolean isObject = type != String.class && type != Object.class;
        return isObject && value instanceof String text && !text.startsWith("#") ? "#bean:" + text : value;
    }
}
