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
package io.github.pop3x.examples.mailboxfleet;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.pop3x.Drained;
import io.github.pop3x.Pop3xUnavailableException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;

/** Drains a mailbox when it is due, and says when it is due again. */
final class DrainTask {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 12;

    private final FleetTables tables;
    private final ProducerTemplate camel;
    private final String worker;
    private final DrainRecords records;

    /** @param worker names the process */
    DrainTask(FleetTables tables, ProducerTemplate camel, String worker) {
        this.tables = tables;
        this.camel = camel;
        this.worker = worker;
        records = new DrainRecords(tables);
    }

    /** A worker that dies is replaced: its mailboxes are due at once when their lease has ended. */
    CustomTask<Void> task() {
        return Tasks.custom(FleetTables.TASK, Void.class)
                .onDeadExecution(this::revive)
                .onFailure(this::dueLater)
                .execute((instance, context) -> drain(instance));
    }

    private CompletionHandler<Void> drain(TaskInstance<Void> instance) {
        try {
            Optional<Mailbox> mailbox = tables.mailbox(instance.getId());
            return mailbox.isPresent() ? drain(mailbox.get()) : (complete, operations) -> operations.remove();
        } catch (SQLException e) {
            throw new IllegalStateException("the table of mailboxes cannot be read", e);
        }
    }

    private CompletionHandler<Void> drain(Mailbox mailbox) throws SQLException {
        Map<String, Object> account =
                Map.of("host", mailbox.host(), "port", mailbox.port(), "username", mailbox.username());
        UUID record = records.begins(mailbox.id(), worker);
        Drained drained;
        try {
            drained = camel.requestBodyAndHeaders("direct:drain", null, account, Drained.class);
        } catch (CamelExecutionException e) {
            throw new IllegalStateException(
                    "The mailbox " + mailbox.id() + " was not drained: "
                            + e.getCause().getMessage(),
                    e);
        } finally {
            records.ends(record);
        }
        Instant due = drained.isDone() ? Instant.now().plusSeconds(mailbox.intervalSeconds()) : drained.notBefore();
        return (complete, operations) -> operations.reschedule(complete, due);
    }

    private void revive(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        try {
            records.loseLease(complete.getExecution().getId(), complete.getExecution().pickedBy);
        } catch (SQLException e) {
            throw new IllegalStateException("the end of a lease cannot be recorded", e);
        }
        operations.reschedule(complete, Instant.now());
    }

    /** The pause doubles with each failure in a row; a server that says when it wants to be asked again is heeded. */
    private void dueLater(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        int doublings = Math.min(MOST_DOUBLINGS, complete.getExecution().consecutiveFailures);
        Duration pause = Duration.ofSeconds(1L << doublings);
        Instant due = complete.getTimeDone().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        operations.reschedule(
                complete, notBefore(complete).filter(due::isBefore).orElse(due));
    }

    private static Optional<Instant> notBefore(ExecutionComplete complete) {
        return complete.getCause()
                .map(cause -> ObjectHelper.getException(Pop3xUnavailableException.class, cause))
                .flatMap(Pop3xUnavailableException::getNotBefore);
    }
}
