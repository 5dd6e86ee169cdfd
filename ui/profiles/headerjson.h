#pragma once

#include <stomp/protocol/frame.h>

#include <QJsonArray>

#include <vector>

namespace Ui {

/** Headers in our own files: an array of [name, value] pairs, in order, as messages have them. */
[[nodiscard]] QJsonArray toJson(const std::vector<Stomp::Header>& headers);
/** Leaves out what is no such pair. */
[[nodiscard]] std::vector<Stomp::Header> headersFromJson(const QJsonValue& value);

} // namespace Ui
