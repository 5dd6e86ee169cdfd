#pragma once

#include <stomp/payload/bodytext.h>

#include <QString>

#include <string_view>

namespace Ui {

/** What a table row says of a body. */
struct MessagePreview
{
    static constexpr qsizetype characters = 200;
    /** Longer bodies are judged by their beginning: a repaint must not read megabytes. */
    static constexpr std::size_t judgedWhole = 8 * 1024;

    Stomp::ContentKind kind = Stomp::ContentKind::Empty;
    /** The beginning as one line; empty for what is no text. */
    QString text;

    [[nodiscard]] static MessagePreview of(std::string_view body, std::string_view contentType);
};

} // namespace Ui
