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

/** A page that people write and a run fills in. */
final class Page {

    private static final String BEGIN = "<!-- figures -->";
    private static final String END = "<!-- end of figures -->";

    private Page() {}

    /**
     * Puts a text between the marks of a page, instead of what stands there.
     *
     * @throws IllegalArgumentException if the page has no marks
     */
    static String fill(String page, String text) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no " + BEGIN + " … " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + text.strip() + "\n\n" + page.substring(end);
    }
}
