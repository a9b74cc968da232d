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

import java.util.Collection;
import java.util.Set;

/**
 * A listing that has less than the server lists: some of its entries could not be used. It still tells what is gone, as far
 * as what is left out is known.
 *
 * @param messages what is listed with id and size
 * @param unusable the unique ids of messages that are there and have no usable size
 * @param areAllIdsKnown whether nothing else is left out; otherwise messages may be there under any other id
 */
public record ListedPart(Collection<MessageIdentity> messages, Set<String> unusable, boolean areAllIdsKnown) {

    /** A listing of which nothing is left out. */
    static ListedPart all(Collection<MessageIdentity> messages) {
        return new ListedPart(messages, Set.of(), true);
    }
}
