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
package io.github.pop3x.benchmark.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RatioChartTest {

    private static Document chart(String scenario, List<Double> limit, List<Double> contender) throws Exception {
        String svg = new RatioChart(SomeReport.of(scenario, 0.1, limit, contender)).svg();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> all(Document chart, String name) {
        NodeList found = chart.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    @Test
    void theChartEscapesNamesAsXml() throws Exception {
        Document chart = chart("a < b & c", List.of(1.0), List.of(2.0));
        assertThat(all(chart, "text")).extracting(Element::getTextContent).contains("a < b & c", "camel-pop3x", "2.00");
    }

    @Test
    void aBarIsAsLongAsTheLogarithmOfItsRatio() throws Exception {
        // The scale ends at 100, and 10 is half way to it.
        Document chart = chart("row", List.of(1.0, 1.0, 1.0), List.of(10.0, 10.0, 100.0));
        double width = Double.parseDouble(all(chart, "rect").get(1).getAttribute("width"));
        assertThat(width).isCloseTo((960 - 190 - 90) / 2.0, within(0.1));
    }

    @Test
    void aContenderFasterThanTheLimitHasABar() throws Exception {
        Document chart = chart("row", List.of(1.0), List.of(0.5));
        assertThat(all(chart, "rect").get(1).getAttribute("width")).isEqualTo("1.0");
    }

    @Test
    void aContenderThatFailedHasNone() throws Exception {
        assertThat(all(chart("row", List.of(1.0), List.of(2.0)), "rect")).hasSize(2);
    }
}
