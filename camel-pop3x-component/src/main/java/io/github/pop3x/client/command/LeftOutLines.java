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
package io.github.pop3x.client.command;

/**
 * The entries of a listing that could not be used. What a listing leaves out may still be on the server: it does not tell
 * what is gone.
 *
 * @param count how many entries were left out, 0 for none
 * @param example what is wrong with the first one, escaped and cut for people to read; empty if there is none
 */
public record LeftOutLines(int count, String example) {

    /** Nothing is left out. */
    public static final LeftOutLines NONE = new LeftOutLines(0, "");

    /** Tells whether nothing is left out. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** These and those of another listing; the example is the first one of this listing if it has any. */
    public LeftOutLines and(LeftOutLines other) {
        return new LeftOutLines(
                (int) Math.min(Integer.MAX_VALUE, (long) count + other.count), isEmpty() ? other.example : example);
    }
}
