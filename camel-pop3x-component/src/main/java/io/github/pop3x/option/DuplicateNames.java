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
package io.github.pop3x.option;

/** What happens to attachments of the same name, in any letter case. */
public enum DuplicateNames {

    /** The second becomes {@code name-2.txt}, the same at every delivery. */
    NUMBER,

    /** Both are renamed to a UUID, an underscore and the name. */
    UUID_PREFIX,

    /** Both are renamed to the name, an underscore and a UUID, before the extension. */
    UUID_SUFFIX,

    /** The second is left out. */
    NEVER
}
