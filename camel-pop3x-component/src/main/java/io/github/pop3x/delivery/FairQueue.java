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
package io.github.pop3x.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A queue of tasks that wait, of many owners in turn: the next task is one of the owner that waits longest. Those of
 * one owner keep their order. Guarded by the monitor of its {@link WorkerPool}.
 */
final class FairQueue {

    /** In turn; none is empty. */
    private final Map<Object, Deque<Runnable>> owners = new LinkedHashMap<>();

    private int size;

    /** A task, and whose it is. */
    record Task(Object owner, Runnable code) {}

    void add(Object owner, Runnable task) {
        owners.computeIfAbsent(owner, unknown -> new ArrayDeque<>()).add(task);
        size++;
    }

    /** Takes the next task, or returns null. */
    Task poll() {
        if (owners.isEmpty()) {
            return null;
        }
        Object owner = owners.keySet().iterator().next();
        Deque<Runnable> tasks = owners.remove(owner);
        Task task = new Task(owner, tasks.remove());
        if (!tasks.isEmpty()) {
            owners.put(owner, tasks);
        }
        size--;
        return task;
    }

    /** Takes a task out, if it still waits. */
    void remove(Object owner, Runnable task) {
        Deque<Runnable> tasks = owners.get(owner);
        if (tasks != null && tasks.remove(task)) {
            size--;
            if (tasks.isEmpty()) {
                owners.remove(owner);
            }
        }
    }

    /** Takes out all tasks of an owner. */
    void removeAll(Object owner) {
        Deque<Runnable> tasks = owners.remove(owner);
        size -= tasks == null ? 0 : tasks.size();
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
