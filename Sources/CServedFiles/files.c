#include "include/CServedFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// `#embed` makes the compiler read the files; a file that changes is compiled again. Add a line to the list below for each new file.

static const unsigned char console_app_js[] = {
#embed "Console/app.js"
};
static const unsigned char console_icon_svg[] = {
#embed "Console/icon.svg"
};
static const unsigned char console_index[] = {
#embed "Console/index.html"
};
static const unsigned char console_lib_api_js[] = {
#embed "Console/lib/api.js"
};
static const unsigned char console_lib_charts_js[] = {
#embed "Console/lib/charts.js"
};
static const unsigned char console_lib_dialog_js[] = {
#embed "Console/lib/dialog.js"
};
static const unsigned char console_lib_dom_js[] = {
#embed "Console/lib/dom.js"
};
static const unsigned char console_lib_format_js[] = {
#embed "Console/lib/format.js"
};
static const unsigned char console_lib_icons_js[] = {
#embed "Console/lib/icons.js"
};
static const unsigned char console_lib_poster_art_js[] = {
#embed "Console/lib/poster-art.js"
};
static const unsigned char console_lib_poster_palettes_js[] = {
#embed "Console/lib/poster-palettes.js"
};
static const unsigned char console_lib_poster_js[] = {
#embed "Console/lib/poster.js"
};
static const unsigned char console_lib_router_js[] = {
#embed "Console/lib/router.js"
};
static const unsigned char console_lib_session_js[] = {
#embed "Console/lib/session.js"
};
static const unsigned char console_lib_shapes_js[] = {
#embed "Console/lib/shapes.js"
};
static const unsigned char console_lib_states_js[] = {
#embed "Console/lib/states.js"
};
static const unsigned char console_lib_stream_js[] = {
#embed "Console/lib/stream.js"
};
static const unsigned char console_lib_theme_js[] = {
#embed "Console/lib/theme.js"
};
static const unsigned char console_lib_toast_js[] = {
#embed "Console/lib/toast.js"
};
static const unsigned char console_member_actions_js[] = {
#embed "Console/member/actions.js"
};
static const unsigned char console_member_chat_js[] = {
#embed "Console/member/chat.js"
};
static const unsigned char console_member_hero_js[] = {
#embed "Console/member/hero.js"
};
static const unsigned char console_member_home_js[] = {
#embed "Console/member/home.js"
};
static const unsigned char console_member_intent_js[] = {
#embed "Console/member/intent.js"
};
static const unsigned char console_member_moment_js[] = {
#embed "Console/member/moment.js"
};
static const unsigned char console_member_moving_js[] = {
#embed "Console/member/moving.js"
};
static const unsigned char console_member_pitch_js[] = {
#embed "Console/member/pitch.js"
};
static const unsigned char console_member_row_js[] = {
#embed "Console/member/row.js"
};
static const unsigned char console_member_search_js[] = {
#embed "Console/member/search.js"
};
static const unsigned char console_member_shell_js[] = {
#embed "Console/member/shell.js"
};
static const unsigned char console_member_signin_js[] = {
#embed "Console/member/signin.js"
};
static const unsigned char console_member_taste_js[] = {
#embed "Console/member/taste.js"
};
static const unsigned char console_member_tile_js[] = {
#embed "Console/member/tile.js"
};
static const unsigned char console_member_title_js[] = {
#embed "Console/member/title.js"
};
static const unsigned char console_member_watching_js[] = {
#embed "Console/member/watching.js"
};
static const unsigned char console_member_why_js[] = {
#embed "Console/member/why.js"
};
static const unsigned char console_operator_audit_js[] = {
#embed "Console/operator/audit.js"
};
static const unsigned char console_operator_catalogue_js[] = {
#embed "Console/operator/catalogue.js"
};
static const unsigned char console_operator_doctor_js[] = {
#embed "Console/operator/doctor.js"
};
static const unsigned char console_operator_events_js[] = {
#embed "Console/operator/events.js"
};
static const unsigned char console_operator_inspector_js[] = {
#embed "Console/operator/inspector.js"
};
static const unsigned char console_operator_jobs_js[] = {
#embed "Console/operator/jobs.js"
};
static const unsigned char console_operator_keys_js[] = {
#embed "Console/operator/keys.js"
};
static const unsigned char console_operator_models_js[] = {
#embed "Console/operator/models.js"
};
static const unsigned char console_operator_overview_js[] = {
#embed "Console/operator/overview.js"
};
static const unsigned char console_operator_parts_js[] = {
#embed "Console/operator/parts.js"
};
static const unsigned char console_operator_privacy_js[] = {
#embed "Console/operator/privacy.js"
};
static const unsigned char console_operator_rules_js[] = {
#embed "Console/operator/rules.js"
};
static const unsigned char console_operator_settings_js[] = {
#embed "Console/operator/settings.js"
};
static const unsigned char console_operator_shell_js[] = {
#embed "Console/operator/shell.js"
};
static const unsigned char console_operator_tags_js[] = {
#embed "Console/operator/tags.js"
};
static const unsigned char console_style_base_css[] = {
#embed "Console/style/base.css"
};
static const unsigned char console_style_controls_css[] = {
#embed "Console/style/controls.css"
};
static const unsigned char console_style_member_css[] = {
#embed "Console/style/member.css"
};
static const unsigned char console_style_operator_css[] = {
#embed "Console/style/operator.css"
};
static const unsigned char console_style_tokens_css[] = {
#embed "Console/style/tokens.css"
};

const tk_served_file tk_console_files[] = {
    {"app.js", console_app_js, sizeof console_app_js},
    {"icon.svg", console_icon_svg, sizeof console_icon_svg},
    {"index.html", console_index, sizeof console_index},
    {"lib/api.js", console_lib_api_js, sizeof console_lib_api_js},
    {"lib/charts.js", console_lib_charts_js, sizeof console_lib_charts_js},
    {"lib/dialog.js", console_lib_dialog_js, sizeof console_lib_dialog_js},
    {"lib/dom.js", console_lib_dom_js, sizeof console_lib_dom_js},
    {"lib/format.js", console_lib_format_js, sizeof console_lib_format_js},
    {"lib/icons.js", console_lib_icons_js, sizeof console_lib_icons_js},
    {"lib/poster-art.js", console_lib_poster_art_js, sizeof console_lib_poster_art_js},
    {"lib/poster-palettes.js", console_lib_poster_palettes_js, sizeof console_lib_poster_palettes_js},
    {"lib/poster.js", console_lib_poster_js, sizeof console_lib_poster_js},
    {"lib/router.js", console_lib_router_js, sizeof console_lib_router_js},
    {"lib/session.js", console_lib_session_js, sizeof console_lib_session_js},
    {"lib/shapes.js", console_lib_shapes_js, sizeof console_lib_shapes_js},
    {"lib/states.js", console_lib_states_js, sizeof console_lib_states_js},
    {"lib/stream.js", console_lib_stream_js, sizeof console_lib_stream_js},
    {"lib/theme.js", console_lib_theme_js, sizeof console_lib_theme_js},
    {"lib/toast.js", console_lib_toast_js, sizeof console_lib_toast_js},
    {"member/actions.js", console_member_actions_js, sizeof console_member_actions_js},
    {"member/chat.js", console_member_chat_js, sizeof console_member_chat_js},
    {"member/hero.js", console_member_hero_js, sizeof console_member_hero_js},
    {"member/home.js", console_member_home_js, sizeof console_member_home_js},
    {"member/intent.js", console_member_intent_js, sizeof console_member_intent_js},
    {"member/moment.js", console_member_moment_js, sizeof console_member_moment_js},
    {"member/moving.js", console_member_moving_js, sizeof console_member_moving_js},
    {"member/pitch.js", console_member_pitch_js, sizeof console_member_pitch_js},
    {"member/row.js", console_member_row_js, sizeof console_member_row_js},
    {"member/search.js", console_member_search_js, sizeof console_member_search_js},
    {"member/shell.js", console_member_shell_js, sizeof console_member_shell_js},
    {"member/signin.js", console_member_signin_js, sizeof console_member_signin_js},
    {"member/taste.js", console_member_taste_js, sizeof console_member_taste_js},
    {"member/tile.js", console_member_tile_js, sizeof console_member_tile_js},
    {"member/title.js", console_member_title_js, sizeof console_member_title_js},
    {"member/watching.js", console_member_watching_js, sizeof console_member_watching_js},
    {"member/why.js", console_member_why_js, sizeof console_member_why_js},
    {"operator/audit.js", console_operator_audit_js, sizeof console_operator_audit_js},
    {"operator/catalogue.js", console_operator_catalogue_js, sizeof console_operator_catalogue_js},
    {"operator/doctor.js", console_operator_doctor_js, sizeof console_operator_doctor_js},
    {"operator/events.js", console_operator_events_js, sizeof console_operator_events_js},
    {"operator/inspector.js", console_operator_inspector_js, sizeof console_operator_inspector_js},
    {"operator/jobs.js", console_operator_jobs_js, sizeof console_operator_jobs_js},
    {"operator/keys.js", console_operator_keys_js, sizeof console_operator_keys_js},
    {"operator/models.js", console_operator_models_js, sizeof console_operator_models_js},
    {"operator/overview.js", console_operator_overview_js, sizeof console_operator_overview_js},
    {"operator/parts.js", console_operator_parts_js, sizeof console_operator_parts_js},
    {"operator/privacy.js", console_operator_privacy_js, sizeof console_operator_privacy_js},
    {"operator/rules.js", console_operator_rules_js, sizeof console_operator_rules_js},
    {"operator/settings.js", console_operator_settings_js, sizeof console_operator_settings_js},
    {"operator/shell.js", console_operator_shell_js, sizeof console_operator_shell_js},
    {"operator/tags.js", console_operator_tags_js, sizeof console_operator_tags_js},
    {"style/base.css", console_style_base_css, sizeof console_style_base_css},
    {"style/controls.css", console_style_controls_css, sizeof console_style_controls_css},
    {"style/member.css", console_style_member_css, sizeof console_style_member_css},
    {"style/operator.css", console_style_operator_css, sizeof console_style_operator_css},
    {"style/tokens.css", console_style_tokens_css, sizeof console_style_tokens_css},
    {0, 0, 0},
};

static const unsigned char openapi_chat[] = {
#embed "OpenAPI/chat.json"
};
static const unsigned char openapi_common[] = {
#embed "OpenAPI/common.json"
};
static const unsigned char openapi_service[] = {
#embed "OpenAPI/service.json"
};
static const unsigned char openapi_lists[] = {
#embed "OpenAPI/lists.json"
};
static const unsigned char openapi_why[] = {
#embed "OpenAPI/why.json"
};
static const unsigned char openapi_pitches[] = {
#embed "OpenAPI/pitches.json"
};
static const unsigned char openapi_tools[] = {
#embed "OpenAPI/tools.json"
};
static const unsigned char openapi_completions[] = {
#embed "OpenAPI/completions.json"
};
static const unsigned char openapi_events[] = {
#embed "OpenAPI/events.json"
};
static const unsigned char openapi_items[] = {
#embed "OpenAPI/items.json"
};
static const unsigned char openapi_users[] = {
#embed "OpenAPI/users.json"
};
static const unsigned char openapi_pages[] = {
#embed "OpenAPI/pages.json"
};
static const unsigned char openapi_search[] = {
#embed "OpenAPI/search.json"
};
static const unsigned char openapi_rules[] = {
#embed "OpenAPI/rules.json"
};
static const unsigned char openapi_tags[] = {
#embed "OpenAPI/tags.json"
};
static const unsigned char openapi_operations[] = {
#embed "OpenAPI/operations.json"
};

// The parts of the OpenAPI document; the first says what all share.
const tk_served_file tk_openapi_files[] = {
    {"chat.json", openapi_chat, sizeof openapi_chat},
    {"common.json", openapi_common, sizeof openapi_common},
    {"service.json", openapi_service, sizeof openapi_service},
    {"lists.json", openapi_lists, sizeof openapi_lists},
    {"why.json", openapi_why, sizeof openapi_why},
    {"pitches.json", openapi_pitches, sizeof openapi_pitches},
    {"tools.json", openapi_tools, sizeof openapi_tools},
    {"completions.json", openapi_completions, sizeof openapi_completions},
    {"events.json", openapi_events, sizeof openapi_events},
    {"items.json", openapi_items, sizeof openapi_items},
    {"users.json", openapi_users, sizeof openapi_users},
    {"pages.json", openapi_pages, sizeof openapi_pages},
    {"search.json", openapi_search, sizeof openapi_search},
    {"rules.json", openapi_rules, sizeof openapi_rules},
    {"tags.json", openapi_tags, sizeof openapi_tags},
    {"operations.json", openapi_operations, sizeof openapi_operations},
    {0, 0, 0},
};

static const unsigned char docs_index[] = {
#embed "Docs/index.html"
};
static const unsigned char docs_style[] = {
#embed "Docs/docs.css"
};
static const unsigned char docs_script[] = {
#embed "Docs/docs.js"
};

// The page that shows the OpenAPI document.
static const tk_served_file docs_files[] = {
    {"index.html", docs_index, sizeof docs_index},
    {"docs.css", docs_style, sizeof docs_style},
    {"docs.js", docs_script, sizeof docs_script},
    {0, 0, 0},
};

// Swift does not see arrays whose length is not said.
const tk_served_file *tk_console(void) { return tk_console_files; }
const tk_served_file *tk_openapi(void) { return tk_openapi_files; }
const tk_served_file *tk_docs(void) { return docs_files; }
