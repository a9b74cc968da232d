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
package io.github.pop3x.ledger;

import java.util.List;
import java.util.Set;

/** What to do with a listed message. */
public enum Decision {
    /** It is new, or its last route failed and it is due again. */
    ROUTE,
    /** Its last attempt was too recent. */
    LATER,
    /** It is on its way through a route. */
    WAIT,
    /** It was delivered and is to stay on the server. */
    KEEP,
    /** It was delivered and is to be deleted, without being routed again. */
    DELETE,
    /** Something is recorded under its unique id, and only its header can tell whether it is the same message. */
    VERIFY;

    /**
     * What holds for each of several messages that cannot be told apart. In doubt they are routed again.
     *
     * @param tellable whether their headers tell which of them is which
     */
    static Decision ofAll(Set<Decision> decisions, boolean tellable) {
        if (decisions.size() == 1 && !decisions.contains(VERIFY)) {
            return decisions.iterator().next();
        }
        for (Decision careful : List.of(WAIT, LATER, ROUTE)) {
            if (decisions.contains(careful)) {
                return careful;
            }
        }
        if (!decisions.contains(VERIFY)) {
            return KEEP;
        }
        return tellable ? VERIFY : ROUTE;
    }
}
