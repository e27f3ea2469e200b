/* phones PORT COUNT IN_FLIGHT: so many phones in one room, by epoll, so that what is measured is the server.
 *
 * Prints "connected SECONDS" once every phone is in. Then it obeys lines on its standard input, and answers with moments
 * of the monotonic clock in nanoseconds (after "ready"), or "dead N" once a phone has lost its connection:
 *   until TEXT   wait until every phone has been sent a frame with TEXT in it          -> all LAST
 *   vote TEXT    let every phone send "vote NUMBER"; wait until each has been sent      -> voted BEGAN ACKNOWLEDGED LAST
 *                a frame that begins with A, and one with TEXT in it
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif
#define ROOM 2048
enum { CONNECTING, ASKING, IN, DEAD };

struct phone { int fd, state, size; char acked, told; uint8_t got[ROOM]; };

static struct phone *phones;
static int count, port, ep, inside, dead, acked, told;
static uint64_t last_ack, last_told;
static char wanted[256];

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void die(const char *why) { perror(why); exit(1); }

static void watch(int how, int n, int what) {
    struct epoll_event event = {.events = what, .data.u32 = n};
    epoll_ctl(ep, how, phones[n].fd, &event);
}

static void begin(int n) {
    struct phone *p = &phones[n];
    struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET, .sin_port = htons(port)};
    char address[32];
    int yes = 1;
    if ((p->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) < 0) die("socket");
    /* One address has too few ports for them all. */
    setsockopt(p->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    snprintf(address, sizeof address, "127.0.0.%d", 2 + n % 8);
    from.sin_addr.s_addr = inet_addr(address);
    to.sin_addr.s_addr = inet_addr("127.0.0.1");
    if (bind(p->fd, (void *)&from, sizeof from)) die("bind");
    if (connect(p->fd, (void *)&to, sizeof to) && errno != EINPROGRESS) die("connect");
    watch(EPOLL_CTL_ADD, n, EPOLLOUT);
}

static void ask(int n) {
    char head[512];
    int size = snprintf(head, sizeof head,
        "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n", port, port);
    if (write(phones[n].fd, head, size) != size) die("ask");
    phones[n].state = ASKING;
    watch(EPOLL_CTL_MOD, n, EPOLLIN);
}

static void hear(struct phone *p, const uint8_t *text, int size, uint64_t at) {
    if (!p->acked && size && text[0] == 'A') { p->acked = 1; acked++; last_ack = at; }
    if (!p->told && *wanted && memmem(text, size, wanted, strlen(wanted))) { p->told = 1; told++; last_told = at; }
}

static void answer(struct phone *p, const uint8_t *ping, int size) {
    uint8_t pong[140] = {0x8a, 0x80 | size, 0, 0, 0, 0};
    memcpy(pong + 6, ping, size);
    if (write(p->fd, pong, 6 + size) < 0) return;
}

/* Take what is whole off the front: the head of the answer once, then frames (RFC 6455 5.2). */
static void digest(struct phone *p, uint64_t at) {
    int from = 0;
    if (p->state == ASKING) {
        uint8_t *end = memmem(p->got, p->size, "\r\n\r\n", 4);
        if (!end) return;
        if (memcmp(p->got + 9, "101", 3)) { fprintf(stderr, "%.80s\n", p->got); exit(2); }
        from = end + 4 - p->got;
        p->state = IN;
        inside++;
    }
    while (p->size - from >= 2) {
        const uint8_t *frame = p->got + from;
        int size = frame[1] & 127, head = size < 126 ? 2 : 4;
        if (size == 126) size = p->size - from < 4 ? ROOM : frame[2] << 8 | frame[3];
        if (p->size - from < head + size) break;
        if ((frame[0] & 15) == 1) hear(p, frame + head, size, at);
        if ((frame[0] & 15) == 9 && size < 126) answer(p, frame + head, size);
        from += head + size;
    }
    memmove(p->got, p->got + from, p->size -= from);
}

static void turn(int ms) {
    struct epoll_event events[1024];
    int n = epoll_wait(ep, events, 1024, ms);
    for (int i = 0; i < n; i++) {
        int which = events[i].data.u32, size;
        struct phone *p = &phones[which];
        if (p->state == CONNECTING) { ask(which); continue; }
        size = read(p->fd, p->got + p->size, ROOM - p->size);
        if (size > 0) { p->size += size; digest(p, now()); continue; }
        if (size < 0 && errno == EAGAIN) continue;
        p->state = DEAD;
        dead++;
        watch(EPOLL_CTL_DEL, which, 0);
    }
}

static void vote(void) {
    for (int n = 0; n < count; n++) {
        uint8_t frame[40] = {0x81, 0, 0, 0, 0, 0};
        int size = snprintf((char *)frame + 6, 32, "vote %d", n);
        frame[1] = 0x80 | size;
        if (write(phones[n].fd, frame, 6 + size) < 0) die("vote");
        if (n % 64 == 63) turn(0);
    }
}

int main(int words, char **word) {
    char line[300];
    int started = 0, at_once;
    uint64_t began = now();
    struct rlimit files;
    if (words < 4) return 1;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    port = atoi(word[1]), count = atoi(word[2]), at_once = atoi(word[3]);
    phones = calloc(count, sizeof *phones);
    ep = epoll_create1(0);
    while (inside < count && !dead) {
        while (started < count && started - inside < at_once) begin(started++);
        turn(1000);
    }
    printf("connected %.4f\n", (now() - began) / 1e9);
    fflush(stdout);
    /* Between orders the phones go on reading, as phones do: standard input is looked at in turn with them. */
    struct epoll_event order = {.events = EPOLLIN};
    int orders = epoll_create1(0);
    epoll_ctl(orders, EPOLL_CTL_ADD, 0, &order);
    for (;;) {
        while (epoll_wait(orders, &order, 1, 0) == 0) turn(5);
        if (!fgets(line, sizeof line, stdin)) return 0;
        char *text = strchr(line, ' ') + 1;
        int voting = line[0] == 'v';
        text[strcspn(text, "\n")] = 0;
        strcpy(wanted, text);
        for (int n = 0; n < count; n++) phones[n].acked = phones[n].told = 0;
        acked = told = 0;
        printf("ready\n");
        fflush(stdout);
        began = now();
        if (voting) vote();
        while (!dead && (told < count || (voting && acked < count))) turn(100);
        if (dead) printf("dead %d\n", dead);
        else if (voting) printf("voted %lu %lu %lu\n", began, last_ack, last_told);
        else printf("all %lu\n", last_told);
        fflush(stdout);
    }
}
