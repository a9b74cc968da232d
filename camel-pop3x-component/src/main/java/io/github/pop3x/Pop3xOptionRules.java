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
package io.github.pop3x;

/** Which options an endpoint may have, by themselves and together: what could not work is refused when it is made. */
final class Pop3xOptionRules {

    private Pop3xOptionRules() {}

    /**
     * Checks options.
     *
     * @throws IllegalArgumentException with what is wrong and what to do
     */
    static void check(Pop3xConfiguration options) {
        if (options.getDeleteAfter() > 0 && !options.isDelete()) {
            throw new IllegalArgumentException("deleteAfter needs delete=true");
        }
        requireAtLeastOne("concurrentExchanges", options.getConcurrentExchanges());
        requireAtLeastOne("maxInFlight", options.getMaxInFlight());
        requireAtLeastOne("prefetch", options.getPrefetch());
        requireNotNegative("topLines", options.getTopLines());
        requireNotNegative("commitEvery", options.getCommitEvery());
        Pop3xMappedBinding.limits(options);
    }

    private static void requireNotNegative(String option, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(option + " must not be negative: " + value);
        }
    }

    private static void requireAtLeastOne(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be 1 or more, not " + value);
        }
    }
}
