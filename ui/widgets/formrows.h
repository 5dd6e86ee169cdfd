#pragma once

#include <QByteArray>
#include <QString>

class QFormLayout;
class QWidget;

namespace Ui {

/** A form layout with the window's spacing, for the page. */
[[nodiscard]] QFormLayout* makeForm(QWidget* page, int margin = 8);
/** The row of this field, with its label. */
void setRowVisible(QFormLayout* form, QWidget* field, bool visible);

/** "3F:0C:…", as certificates are compared; empty for no bytes. */
[[nodiscard]] QString fingerprintText(const QByteArray& sha256);

} // namespace Ui
