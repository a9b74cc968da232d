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
 * LIMIT: the server's own speed. Logs in, sends every further command without waiting for any answer, and throws the
 * octets away as they come. It knows beforehand how many messages there are, and understands nothing of what it hears
 * but the login and the last line.
 *
 *   limit PORT USER PASSWORD MESSAGES keep|delete|poll
 *
 * Prints the nanoseconds from before the connection to the end of the answer to QUIT, and the octets received.
 */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { TAIL = 512, CHUNK = 1 << 20, LONGEST_COMMAND = 32 };

static char chunk[CHUNK];

/* The last octets received, for the answer to QUIT. */
static char tail[TAIL];
static size_t tail_length;

static void fail(const char *what)
{
    fprintf(stderr, "limit: %s: %s\n", what, errno != 0 ? strerror(errno) : "unexpected answer");
    exit(1);
}

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int dial(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short) port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (server < 0 || connect(server, (struct sockaddr *) &address, sizeof address) != 0) {
        fail("connect");
    }
    setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return server;
}

/* Reads the given number of status lines, nothing further; each must be +OK. */
static long long agree(int server, int lines)
{
    long long octets = 0;
    char line[TAIL];
    size_t length = 0;
    while (lines > 0) {
        if (length == sizeof line || read(server, line + length, 1) != 1) {
            fail("login");
        }
        octets++;
        if (line[length++] == '\n') {
            if (strncmp(line, "+OK", 3) != 0) {
                fail("login");
            }
            length = 0;
            lines--;
        }
    }
    return octets;
}

static size_t append_each(char *commands, size_t length, const char *keyword, int messages)
{
    for (int number = 1; number <= messages; number++) {
        length += (size_t) snprintf(commands + length, LONGEST_COMMAND, "%s %d\r\n", keyword, number);
    }
    return length;
}

static void remember_tail(size_t count)
{
    size_t kept = count >= TAIL ? 0 : tail_length + count > TAIL ? TAIL - count : tail_length;
    size_t added = count > TAIL ? TAIL : count;
    memmove(tail, tail + tail_length - kept, kept);
    memcpy(tail + kept, chunk + count - added, added);
    tail_length = kept + added;
}

static void require_goodbye(void)
{
    size_t line = tail_length >= 2 ? tail_length - 2 : 0;
    while (line > 0 && tail[line - 1] != '\n') {
        line--;
    }
    if (tail_length - line < 3 || memcmp(tail + line, "+OK", 3) != 0) {
        fail("quit");
    }
}

/* Writes and reads whatever is possible, until the server has closed the connection. */
static long long exchange(int server, const char *commands, size_t length)
{
    long long octets = 0;
    size_t written = 0;
    if (fcntl(server, F_SETFL, O_NONBLOCK) != 0) {
        fail("fcntl");
    }
    for (;;) {
        struct pollfd ready = {.fd = server, .events = POLLIN | (written < length ? POLLOUT : 0)};
        if (poll(&ready, 1, -1) < 0) {
            fail("poll");
        }
        if (written < length && (ready.revents & POLLOUT)) {
            ssize_t count = write(server, commands + written, length - written);
            written += count > 0 ? (size_t) count : 0;
        }
        if (ready.revents & (POLLIN | POLLHUP | POLLERR)) {
            ssize_t count = read(server, chunk, sizeof chunk);
            if (count == 0) {
                return octets;
            }
            if (count < 0 && errno != EAGAIN) {
                fail("read");
            }
            if (count > 0) {
                octets += count;
                remember_tail((size_t) count);
            }
        }
    }
}

int main(int count, char **arguments)
{
    if (count != 6) {
        fprintf(stderr, "usage: limit PORT USER PASSWORD MESSAGES keep|delete|poll\n");
        return 2;
    }
    int messages = atoi(arguments[4]);
    int polling = strcmp(arguments[5], "poll") == 0;
    char *commands = malloc(((size_t) messages * 2 + 3) * LONGEST_COMMAND);
    size_t length = 0;
    if (commands == NULL) {
        fail("malloc");
    }
    if (polling) {
        length = (size_t) sprintf(commands, "UIDL\r\nLIST\r\n");
    } else {
        length = append_each(commands, length, "RETR", messages);
        if (strcmp(arguments[5], "delete") == 0) {
            length = append_each(commands, length, "DELE", messages);
        }
    }
    length += (size_t) sprintf(commands + length, "QUIT\r\n");

    char login[2 * TAIL];
    int login_length = snprintf(login, sizeof login, "USER %s\r\nPASS %s\r\n", arguments[2], arguments[3]);

    long long began = now();
    int server = dial(atoi(arguments[1]));
    long long octets = agree(server, 1);
    if (write(server, login, (size_t) login_length) != login_length) {
        fail("write");
    }
    octets += agree(server, 2);
    octets += exchange(server, commands, length);
    long long ended = now();

    require_goodbye();
    printf("%lld %lld\n", ended - began, octets);
    return 0;
}
