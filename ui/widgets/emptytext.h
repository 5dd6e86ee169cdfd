#pragma once

class QPainter;
class QString;
class QWidget;

namespace Ui {

/** What stands in the middle of an empty view: how things are, and below it what to do next. */
void paintEmptyText(
    QPainter& painter, const QWidget& view, const QString& headline, const QString& hint);

} // namespace Ui
