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

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Keeps header names that control Camel out of an exchange. A sender chooses the fields of a mail, so no field becomes
 * a header whose name begins with {@code Camel}, {@code org.apache.camel} or {@code mail.}, in any letter case
 * (CVE-2025-27636).
 */
public class Pop3xHeaderFilterStrategy extends DefaultHeaderFilterStrategy {

    /** Filters in both directions. */
    public Pop3xHeaderFilterStrategy() {
        setLowerCase(true);
        setInFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setOutFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
    }

    @Override
    protected boolean extendedFilter(Direction direction, String key, Object value, Exchange exchange) {
        return begins(key, "camel") || begins(key, "org.apache.camel") || begins(key, "mail.");
    }

    private static boolean begins(String key, String prefix) {
        return key.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
