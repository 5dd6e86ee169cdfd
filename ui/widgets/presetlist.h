#pragma once

#include <ui/profiles/connectionprofile.h>

#include <QListWidget>

namespace Ui {

/** The presets of the connect dialog, each with its mark; Qt::UserRole has the preset's number. */
class PresetList : public QListWidget
{
    Q_OBJECT

public:
    explicit PresetList(QWidget* parent = nullptr);

    [[nodiscard]] Preset presetAt(int row) const;
};

} // namespace Ui
