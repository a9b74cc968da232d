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

/** What is to be done about a listed message. */
public enum Decision {
    /** It is new, or its last route failed. */
    ROUTE,
    /** It is on its way through a route. */
    WAIT,
    /** It was delivered and is to stay on the server. */
    KEEP,
    /** It was delivered and is to be deleted, without being routed again. */
    DELETE
}
