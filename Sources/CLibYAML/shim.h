/* libyaml for Swift. Its events are unions; these read the members that PlanText uses. */
#ifndef TOLLGATE_CLIBYAML_SHIM_H
#define TOLLGATE_CLIBYAML_SHIM_H

#include <yaml.h>

/* The anchor of an alias, scalar, sequence or mapping event, or NULL. */
static inline const yaml_char_t *tollgate_event_anchor(const yaml_event_t *event) {
    switch (event->type) {
    case YAML_ALIAS_EVENT: return event->data.alias.anchor;
    case YAML_SCALAR_EVENT: return event->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT: return event->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT: return event->data.mapping_start.anchor;
    default: return 0;
    }
}

/* The tag of a scalar, sequence or mapping event as it was written, or NULL. */
static inline const yaml_char_t *tollgate_event_tag(const yaml_event_t *event) {
    switch (event->type) {
    case YAML_SCALAR_EVENT: return event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT: return event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT: return event->data.mapping_start.tag;
    default: return 0;
    }
}

/* Whether a document was opened with %YAML or %TAG directives. */
static inline int tollgate_event_has_directives(const yaml_event_t *event) {
    return event->data.document_start.version_directive != 0
        || event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end;
}

#endif
