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

/*
 * Runs a program and tells what it took.
 *
 *   measured REPORT PROGRAM [ARGUMENT...]
 *
 * Writes to the file REPORT: the nanoseconds from before the program was started until it had ended, the microseconds
 * of CPU that it and its children used, and the largest resident set, in KiB. Exits as the program does.
 */

#define _DEFAULT_SOURCE

#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long microseconds(struct timeval time)
{
    return time.tv_sec * 1000000LL + time.tv_usec;
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: measured REPORT PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    struct rusage usage;
    int status;
    long long began = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(arguments[2], arguments + 2);
        perror(arguments[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measured");
        return 1;
    }
    long long ended = now();

    FILE *report = fopen(arguments[1], "w");
    if (report == NULL) {
        perror(arguments[1]);
        return 1;
    }
    fprintf(report, "%lld %lld %ld\n", ended - began, microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
            usage.ru_maxrss);
    if (fclose(report) != 0) {
        perror(arguments[1]);
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
