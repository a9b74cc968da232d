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

    private Page() {}

    /**
     * Puts a text between the marks of a part of a page, instead of what stands there.
     *
     * @param part names the marks
     * @throws IllegalArgumentException if the page has no such marks
     */
    static String fill(String page, String part, String text) {
        String opening = "<!-- " + part + " -->";
        String closing = "<!-- end of " + part + " -->";
        int begin = page.indexOf(opening);
        int end = page.indexOf(closing);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no " + opening + " … " + closing);
        }
        return page.substring(0, begin + opening.length()) + "\n\n" + text.strip() + "\n\n" + page.substring(end);
    }
}
