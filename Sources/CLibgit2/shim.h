/* libgit2 for Swift: what the importer cannot see by itself, one named shim for each use. */
#ifndef TOLLGATE_CLIBGIT2_SHIM_H
#define TOLLGATE_CLIBGIT2_SHIM_H

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/* git_libgit2_opts is variadic, which Swift does not import: one function for each option in use. */

static inline int tollgate_set_object_cache(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}

static inline int tollgate_set_hash_verification(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/* Partial clones and linked work trees with settings of their own must open, so that they can be reported. */
static inline int tollgate_allow_extensions(void) {
    const char *names[] = {"partialclone", "worktreeconfig"};
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, (size_t)2);
}

/* A run reads and frees tens of thousands of objects: what was freed is used again, and does not go back to the system. */
static inline void tollgate_keep_freed_memory(void) {
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_TOP_PAD, 4 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

/* Outside the main thread glibc takes memory from the system page by page, with a call for each: here it takes a block at once,
   which costs nothing until it is used. */
static inline void tollgate_reserve_memory(void) {
#ifdef __GLIBC__
    void *volatile block = malloc(16 << 20);
    free(block);
#endif
}

#endif
