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

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConfiguration;
import io.github.pop3x.springboot.Catalogue.Option;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A property of the application becomes the option of the component. */
class PropertiesTest {

    static final List<String> SCHEMES = Catalogue.SCHEMES;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Application.class);

    @ParameterizedTest
    @FieldSource("SCHEMES")
    void everyOptionReachesTheComponent(String scheme) {
        Map<String, Object> expected = new TreeMap<>();
        ApplicationContextRunner runner = application;
        for (Option option : Catalogue.options(scheme).toList()) {
            Sample sample = sample(option);
            expected.put(option.name(), sample.value());
            runner = runner.withPropertyValues("camel.component." + scheme + "." + option.name() + "=" + sample.text());
            if (sample.isBean()) {
                runner = withBean(runner, sample.text().replaceFirst("#bean:|#", ""), sample.value());
            }
        }

        runner.run(context -> {
            Pop3xComponent component = context.getBean(CamelContext.class).getComponent(scheme, Pop3xComponent.class);
            var configurer = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
            Map<String, Object> values = new TreeMap<>(expected);
            values.replaceAll((name, value) -> configurer.getOptionValue(component, name, false));
            assertThat(values).isEqualTo(expected);
        });
    }

    @SuppressWarnings("unchecked")
    private static ApplicationContextRunner withBean(ApplicationContextRunner runner, String name, Object bean) {
        return runner.withBean(name, (Class<Object>) bean.getClass(), (Supplier<Object>) () -> bean);
    }

    /**
     * A value that is not the default.
     *
     * @param text in the property
     * @param value of the component's getter
     * @param isBean whether the text names a bean
     */
    private record Sample(String text, Object value, boolean isBean) {}

    private static Sample sample(Option option) {
        return switch (option.type()) {
            case "boolean" -> {
                boolean value = !Boolean.parseBoolean(String.valueOf(option.defaultValue()));
                yield new Sample(String.valueOf(value), value, false);
            }
            case "integer" ->
                option.javaType().endsWith("ong") ? new Sample("77", 77L, false) : new Sample("77", 77, false);
            case "duration" -> new Sample("13s", Duration.ofSeconds(13).toMillis(), false);
            case "enum" -> lastOf(option);
            case "string" -> new Sample("some text", "some text", false);
            case "object" -> object(option);
            default -> throw new AssertionError(option + " is of the type " + option.type());
        };
    }

    private static Sample lastOf(Option option) {
        List<String> words = option.metadata().getCollection("enum");
        String word = words.get(words.size() - 1);
        if (option.javaType().equals("java.lang.String")) {
            return new Sample(word, word, false);
        }
        Object[] constants = type(option).getEnumConstants();
        return new Sample(word, constants[constants.length - 1], false);
    }

    /** By its name, and by both spellings of a reference. */
    private static Sample object(Option option) {
        if (option.javaType().equals("java.lang.Object")) {
            return new Sample("some text", "some text", false);
        }
        String name = "a" + option.name();
        String text =
                List.of(name, "#" + name, "#bean:" + name).get(option.name().length() % 3);
        return new Sample(text, instance(type(option)), true);
    }

    private static Object instance(Class<?> type) {
        if (type == Pop3xConfiguration.class) {
            return new Pop3xConfiguration();
        }
        if (type == SSLContextParameters.class) {
            return new SSLContextParameters();
        }
        return Proxy.newProxyInstance(
                PropertiesTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "some " + type.getSimpleName();
                    case "close" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private static Class<?> type(Option option) {
        try {
            return Class.forName(option.javaType());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(option.toString(), e);
        }
    }

    @Test
    void eachSchemeHasItsOwn() {
        application
                .withPropertyValues("camel.component.pop3x.username=alice", "camel.component.pop3xs.username=bob")
                .run(context -> assertThat(Catalogue.SCHEMES.stream()
                                .map(scheme -> component(context.getBean(CamelContext.class), scheme)
                                        .getConfiguration()
                                        .getUsername())
                                .collect(Collectors.toList()))
                        .containsExactly("alice", "bob"));
    }

    @Test
    void aComponentThatIsABeanKeepsWhatNoPropertySets() {
        application
                .withBean("pop3x", Pop3xComponent.class, () -> {
                    Pop3xComponent component = new Pop3xComponent();
                    component.setPollThreads(3);
                    component.setMaxSessionsPerHost(3);
                    return component;
                })
                .withPropertyValues("camel.component.pop3x.pollThreads=5")
                .run(context -> {
                    Pop3xComponent component = component(context.getBean(CamelContext.class), "pop3x");
                    assertThat(component.getPollThreads()).isEqualTo(5);
                    assertThat(component.getMaxSessionsPerHost()).isEqualTo(3);
                });
    }

    @Test
    void placeholdersOfCamelAreResolved() {
        application
                .withPropertyValues(
                        "camel.component.pop3x.username={{mail.user}}",
                        "camel.component.pop3x.password=${mail.secret}",
                        "mail.user=alice",
                        "mail.secret=s3cret")
                .run(context -> {
                    var configuration = component(context.getBean(CamelContext.class), "pop3x")
                            .getConfiguration();
                    assertThat(configuration.getUsername()).isEqualTo("alice");
                    assertThat(configuration.getPassword()).isEqualTo("s3cret");
                });
    }

    @Test
    void anObjectCanBeMadeOfItsClass() {
        application
                .withPropertyValues(
                        "camel.component.pop3x.header-filter-strategy=#class:" + SomeStrategy.class.getName())
                .run(context -> assertThat(component(context.getBean(CamelContext.class), "pop3x")
                                .getHeaderFilterStrategy())
                        .isInstanceOf(SomeStrategy.class));
    }

    @Test
    void aValueThatDoesNotFitStopsTheStart() {
        application.withPropertyValues("camel.component.pop3x.readTimeout=soon").run(context -> assertThat(
                        context.getStartupFailure())
                .hasStackTraceContaining("camel.component.pop3x.read-timeout")
                .hasStackTraceContaining("'soon' is not a valid duration"));
    }

    @Test
    void aBeanThatIsNotThereIsNamed() {
        application
                .withPropertyValues("camel.component.pop3x.credentials-provider=nobody")
                .run(context -> assertThatThrownBy(() -> component(context.getBean(CamelContext.class), "pop3x"))
                        .hasStackTraceContaining("credentialsProvider")
                        .hasStackTraceContaining("nobody"));
    }

    @Test
    void whatIsSwitchedOffIsNotGiven() {
        application
                .withPropertyValues("camel.component.pop3x.enabled=false", "camel.component.pop3x.username=alice")
                .run(context -> assertThat(component(context.getBean(CamelContext.class), "pop3x")
                                .getConfiguration()
                                .getUsername())
                        .isNull());
    }

    private static Pop3xComponent component(CamelContext context, String scheme) {
        return context.getComponent(scheme, Pop3xComponent.class);
    }

    /** For Camel to make. */
    public static final class SomeStrategy extends DefaultHeaderFilterStrategy {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
