/*
 * Tollgate never opens a network connection, and what is not in a program cannot be made to open one. These definitions stand
 * in front of the parts of libgit2 that would: where libgit2 is linked in (`make build`), its code for TLS, SSH, HTTP and
 * sockets is left out with all that it needs. docs/decisions/0013 tells more.
 *
 * Where libgit2 is a shared library, as in the tests, only the last two have an effect. A libgit2 that is built with mbedTLS, as
 * Debian's is, reads the system's 150 certificate authorities whenever it starts, which takes longer than a whole check of
 * staged changes: with these it finds none, so that a TLS connection, were one ever attempted, would trust nobody (0008).
 *
 * Types are written as `void`: nothing here looks at its arguments.
 */
#include <stdbool.h>

enum { refused = -1 };

/* The parts of libgit2 by the names that the rest of it calls them by. */

bool git_http__expect_continue = false;

int git_mbedtls_stream_global_init(void);
int git_mbedtls__set_cert_location(const char *file, const char *path);
int git_mbedtls_stream_new(void **out, const char *host, const char *port);
int git_mbedtls_stream_wrap(void **out, void *in, const char *host);
int git_socket_stream_new(void **out, const char *host, const char *port);
int git_transport_ssh_global_init(void);
int git_transport_ssh_with_paths(void **out, void *owner, void *payload);
int git_smart_subtransport_ssh(void **out, void *owner, void *param);
int git_smart_subtransport_http(void **out, void *owner, void *param);
int git_smart_subtransport_git(void **out, void *owner, void *param);

int git_mbedtls_stream_global_init(void) { return 0; }
int git_transport_ssh_global_init(void) { return 0; }

int git_mbedtls__set_cert_location(const char *file, const char *path) {
    (void)file, (void)path;
    return refused;
}

int git_mbedtls_stream_new(void **out, const char *host, const char *port) {
    (void)out, (void)host, (void)port;
    return refused;
}

int git_mbedtls_stream_wrap(void **out, void *in, const char *host) {
    (void)out, (void)in, (void)host;
    return refused;
}

int git_socket_stream_new(void **out, const char *host, const char *port) {
    (void)out, (void)host, (void)port;
    return refused;
}

int git_transport_ssh_with_paths(void **out, void *owner, void *payload) {
    (void)out, (void)owner, (void)payload;
    return refused;
}

int git_smart_subtransport_ssh(void **out, void *owner, void *param) {
    (void)out, (void)owner, (void)param;
    return refused;
}

int git_smart_subtransport_http(void **out, void *owner, void *param) {
    (void)out, (void)owner, (void)param;
    return refused;
}

int git_smart_subtransport_git(void **out, void *owner, void *param) {
    (void)out, (void)owner, (void)param;
    return refused;
}

/* mbedTLS. */

int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int mbedtls_x509_crt_parse_path(void *chain, const char *path);

int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
    (void)chain, (void)path;
    return 0;
}

int mbedtls_x509_crt_parse_path(void *chain, const char *path) {
    (void)chain, (void)path;
    return 0;
}
