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

import java.util.Map;

import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Gives the components of both schemes the properties below {@code camel.component.pop3x} and {@code
 * camel.component.pop3xs}. A property that is no option stops the start.
 */
@AutoConfiguration(after = {CamelAutoConfiguration.class, SslAutoConfiguration.class})
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties(ComponentConfigurationProperties.class)
public class Pop3xComponentAutoConfiguration {

    /** For Spring. */
    public Pop3xComponentAutoConfiguration() {}

    /** The options of {@code pop3x:}. */
    @Bean
    @ConfigurationProperties("camel.component.pop3x")
    public Pop3xComponentConfiguration pop3xComponentConfiguration(Environment environment) {
        UnknownOptions.check(environment, "camel.component.pop3x");
        return new Pop3xComponentConfiguration();
    }

    /** The options of {@code pop3xs:}. */
    @Bean
    @ConfigurationProperties("camel.component.pop3xs")
    public Pop3xComponentConfiguration pop3xsComponentConfiguration(Environment environment) {
        UnknownOptions.check(environment, "camel.component.pop3xs");
        return new Pop3xComponentConfiguration();
    }

    /** Gives each component its options, as Camel makes it. */
    @Lazy
    @Bean
    public ComponentCustomizer pop3xComponentCustomizer(
            @Qualifier("pop3xComponentConfiguration") Pop3xComponentConfiguration pop3x,
            @Qualifier("pop3xsComponentConfiguration") Pop3xComponentConfiguration pop3xs,
            ObjectProvider<SslBundles> bundles,
            Environment environment) {
        return new Pop3xComponentCustomizer(
                Map.of("pop3x", pop3x, "pop3xs", pop3xs), bundles::getIfAvailable, environment);
    }
}
