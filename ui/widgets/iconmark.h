#pragma once

#include "theme.h"

#include <QLabel>

namespace Ui {

/** One of our icons as a label, which a picture alone would not be: it takes the colours of the
 * look that is chosen while it is shown. */
class IconMark : public QLabel
{
    Q_OBJECT

public:
    explicit IconMark(QWidget* parent = nullptr) : QLabel(parent) { }
    IconMark(QLatin1StringView name, Tone tone, QWidget* parent = nullptr);

    void setIcon(QLatin1StringView name, Tone tone);

protected:
    void changeEvent(QEvent* event) override;

private:
    void draw();

    QString m_name; //!< empty: nothing to show
    Tone m_tone = Tone::Text;
};

} // namespace Ui
