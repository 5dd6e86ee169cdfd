#pragma once

#include <QWidget>

namespace Ui {

/**
 * What a filter has found and how far it has looked, at the end of the filter line. Painted by
 * hand: it changes twenty times a second and must not have the window laid out anew each time.
 */
class FilterStatus : public QWidget
{
    Q_OBJECT

public:
    explicit FilterStatus(QWidget* parent = nullptr);

    struct State
    {
        bool isActive = false;
        quint64 found = 0;
        quint64 looked = 0;
        quint64 of = 0;
        bool isSearching = false; //!< what was there; else it keeps up with what comes
        bool isHalted = false;

        bool operator==(const State&) const = default;
    };
    void setState(const State& state);
    [[nodiscard]] QString text() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    State m_state;
};

} // namespace Ui
