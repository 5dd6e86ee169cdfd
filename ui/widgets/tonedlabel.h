#pragma once

#include "theme.h"

#include <QLabel>

namespace Ui {

/** A label whose text has the colour of its tone on whatever palette it gets. */
class TonedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit TonedLabel(Tone tone, QWidget* parent = nullptr);
    /** For sentences: wrapped, and to be selected. */
    [[nodiscard]] static TonedLabel* forText(Tone tone, const char* name, QWidget* parent);

    void setTone(Tone tone);
    [[nodiscard]] Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTone();

    Tone m_tone;
    bool m_isApplying = false;
};

} // namespace Ui
